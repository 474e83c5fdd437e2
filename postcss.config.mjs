// Tailwind is the only style tool: tokens stand in app/globals.css, everything else in the class names beside the markup.
export default { plugins: { '@tailwindcss/postcss': {} } }
