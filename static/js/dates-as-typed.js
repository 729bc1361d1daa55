// What is typed into a field for a day stays as it was typed, for the server to read or to refuse.
// Wagtail's picker would write today over what it cannot read, and 1 December over 31 November.
(() => {
  "use strict";

  jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
})();
