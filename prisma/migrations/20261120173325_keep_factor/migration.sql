-- AlterEnum
ALTER TYPE "Factor" ADD VALUE 'kept';
