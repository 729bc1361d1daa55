// The citation in the text editor: a button that opens the chooser of sources, and a token in the
// text, which opens the form of that one citation.
// Built on the globals that Wagtail's own editor exposes; no bundler.
(() => {
  const { React, DraftJS, draftail, jQuery } = window;
  const gettext = window.gettext || ((text) => text);
  const { EditorState, Modifier, SelectionState } = DraftJS;
  const TYPE = 'CITATION';

  // The place of the clicked token, as two copies of a citation share one entity.
  let clicked = null;

  class CitationSource extends React.Component {
    constructor(props) {
      super(props);
      this.token = tokenOf(props, clicked);
      clicked = null;
      this.onHidden = this.onHidden.bind(this);
    }

    componentDidMount() {
      // Until the modal is gone it takes the focus back, and the next keystrokes would be lost.
      jQuery(document.body).on('hidden.bs.modal', this.onHidden);
      window.ModalWorkflow({
        ...(this.token ? this.editing() : this.inserting()),
        onError: () => {
          window.alert(gettext('Server Error'));
          this.onHidden();
        },
      });
    }

    componentWillUnmount() {
      jQuery(document.body).off('hidden.bs.modal', this.onHidden);
    }

    // Call onComplete even without a change: unlike onClose it gives the focus back to the text,
    // with the caret behind what was inserted. Nobody else may do so before: the caret would stay.
    onHidden() {
      document.dispatchEvent(new Event('focus-is-given'));
      this.props.onComplete(this.next);
    }

    inserting() {
      return {
        url: this.props.entityType.chooserUrls.references,
        urlParams: { multiple: 1 },
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: (citations) => this.change(insert, citations) },
      };
    }

    editing() {
      const { citation } = this.props.entityType.chooserUrls;
      const { id, locator = '', form = '' } = this.props.entity.getData();
      const kept = { locator, form };
      const formOf = (pk) => citation.replace('/0/', `/${encodeURIComponent(pk)}/`);
      return {
        url: formOf(id),
        urlParams: kept,
        onload: {
          ...window.CHOOSER_MODAL_ONLOAD_HANDLERS,
          citation: (modal) => showForm(modal, kept),
          chosen: (modal, { result }) => modal.loadUrl(formOf(result.id), kept),
          cited: (modal, { result }) => {
            modal.respond('cited', result);
            modal.close();
          },
        },
        responses: {
          cited: (citation) => this.change(replace, citation),
          removed: () => this.change(remove),
        },
      };
    }

    change(edit, what) {
      const { editorState } = this.props;
      const place = this.token || editorState.getSelection();
      const content = edit(editorState.getCurrentContent(), place, what);
      // With "insert-characters", undo would also undo the sentence that was typed before.
      this.next = EditorState.push(editorState, content, 'apply-entity');
    }

    render() {
      return null;
    }
  }

  function showForm(modal, kept) {
    const form = modal.body.find('form');
    modal.ajaxifyForm(form);
    modal.container.one('shown.bs.modal', () => form.find('[name=locator]').trigger('focus'));
    modal.body.find('[data-citation-change]').on('click', (event) => {
      event.preventDefault();
      form.serializeArray().forEach(({ name, value }) => {
        if (name in kept) kept[name] = value;
      });
      modal.loadUrl(event.currentTarget.href);
    });
    modal.body.find('[data-citation-remove]').on('click', () => {
      modal.respond('removed');
      modal.close();
    });
  }

  // The selection of the token to edit; null if a citation is inserted beside it.
  function tokenOf({ editorState, entity, entityKey }, from) {
    if (!entity || entity.getType() !== TYPE) return null; // the caret may stand in a link
    const selection = editorState.getSelection();
    const at = from || { blockKey: selection.getStartKey(), offset: selection.getStartOffset() };
    const block = editorState.getCurrentContent().getBlockForKey(at.blockKey);
    let token = null;
    block.findEntityRanges(
      (character) => character.getEntity() === entityKey,
      (start, end) => {
        if (start <= at.offset && at.offset < end) token = range(at.blockKey, start, end);
      },
    );
    const before = token && token.getStartOffset() === at.offset;
    return before && !from && selection.isCollapsed() ? null : token;
  }

  function range(key, start, end) {
    return SelectionState.createEmpty(key).merge({ anchorOffset: start, focusOffset: end });
  }

  function insert(content, selection, citations) {
    const block = content.getBlockForKey(selection.getEndKey());
    const text = block.getText();
    // Insert after the selection, and after a link or a token, since these do not nest.
    let offset = selection.getEndOffset();
    while (block.getEntityAt(offset) && block.getEntityAt(offset) === block.getEntityAt(offset - 1)) {
      offset += 1;
    }
    let caret = range(block.getKey(), offset, offset);
    let next = content;
    const write = (written, key) => {
      next = Modifier.insertText(next, caret, written, null, key);
      caret = next.getSelectionAfter();
    };
    let spaced = offset === 0 || /[\s(]/.test(text[offset - 1]);
    citations.forEach((citation) => {
      if (!spaced) write(' ');
      spaced = false;
      next = withEntity(next, citation);
      write(citation.label, next.getLastCreatedEntityKey());
    });
    if (/^$|[\s.,;:!?)\]…”’]/.test(text[offset] || '')) return next;
    return Modifier.insertText(next, caret, ' ').set('selectionAfter', caret);
  }

  function replace(content, token, citation) {
    const next = withEntity(content, citation);
    return Modifier.replaceText(next, token, citation.label, null, next.getLastCreatedEntityKey());
  }

  function remove(content, token) {
    return Modifier.removeRange(content, token, 'backward');
  }

  function withEntity(content, { id, locator, form }) {
    const data = { id: String(id), ...(locator && { locator }), ...(form && { form }) };
    return content.createEntity(TYPE, 'IMMUTABLE', data);
  }

  const icon = React.createElement(
    'svg',
    { className: 'icon icon-doc-full TooltipEntity__icon', 'aria-hidden': 'true' },
    React.createElement('use', { href: '#icon-doc-full' }),
  );

  function Citation({ children, entityKey, onEdit }) {
    const open = (event) => {
      event.preventDefault();
      if (!window.getSelection().isCollapsed) return; // the end of a selection, not a click
      const { block, start } = React.Children.toArray(children)[0].props;
      clicked = { blockKey: block.getKey(), offset: start };
      onEdit(entityKey);
    };
    const props = { role: 'button', className: 'TooltipEntity', 'data-cited': true, onClick: open };
    return React.createElement('a', props, icon, children);
  }

  // Alt+Enter opens the token that the caret is in or right after, as Draftail does for links.
  document.addEventListener(
    'keydown',
    (event) => {
      const { focusNode } = window.getSelection();
      if (!event.altKey || event.key !== 'Enter' || !focusNode) return;
      const cited = focusNode.parentElement?.closest('[data-cited]');
      if (!cited) return;
      event.preventDefault();
      event.stopPropagation();
      cited.click();
    },
    true,
  );

  draftail.registerPlugin(
    { type: TYPE, source: CitationSource, decorator: Citation },
    'entityTypes',
  );
})();
