/** What Handlebars needs to apply templates that are compiled: its own declarations do not describe it. */
declare module 'handlebars/runtime.js' {
  import Handlebars from 'handlebars';

  export default Handlebars;
}
