// The citation in the text editor: a button that opens the chooser of sources, and the token it leaves.
// Built on the globals that Wagtail's own editor exposes; no bundler.
(() => {
  const { React, DraftJS, draftail } = window;
  const gettext = window.gettext || ((text) => text);
  const { EditorState, Modifier } = DraftJS;

  class CitationSource extends draftail.ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.reference,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    filterEntityData(reference) {
      return { id: String(reference.id) };
    }

    // Wagtail's own knows no mutability for this type and would swallow the selected words.
    onChosen(reference) {
      const { editorState, entityType, entity, onComplete } = this.props;
      const data = this.filterEntityData(reference);
      const content = editorState.getCurrentContent().createEntity(entityType.type, 'IMMUTABLE', data);
      const key = content.getLastCreatedEntityKey();
      const selection = editorState.getSelection();
      const next = entity
        ? Modifier.replaceText(content, selection, reference.label, null, key)
        : insertAfter(content, selection, reference.label, key);
      // Until the modal is gone it takes the focus back, and what one types next would be lost.
      window
        .jQuery(document.body)
        .off('hidden.bs.modal', this.onClose)
        .one('hidden.bs.modal', () => onComplete(EditorState.push(editorState, next, 'insert-characters')));
      this.workflow.close();
    }
  }

  function insertAfter(content, selection, label, key) {
    const block = content.getBlockForKey(selection.getEndKey());
    const offset = selection.getEndOffset();
    const end = selection.merge({
      anchorKey: selection.getEndKey(),
      anchorOffset: offset,
      focusKey: selection.getEndKey(),
      focusOffset: offset,
      isBackward: false,
    });
    const spaced = offset === 0 || /\s/.test(block.getText()[offset - 1]);
    if (spaced) return Modifier.insertText(content, end, label, null, key);
    const withSpace = Modifier.insertText(content, end, ' ');
    return Modifier.insertText(withSpace, withSpace.getSelectionAfter(), label, null, key);
  }

  // The buttons of Wagtail's tooltip are English whatever the language of the admin.
  const LABELS = { Edit: gettext('Edit'), Remove: gettext('Delete') };

  function translated(node) {
    if (Array.isArray(node)) return node.map(translated);
    if (!React.isValidElement(node)) return node;
    const { children } = node.props;
    if (typeof children === 'string') {
      return node.type === 'button' ? React.cloneElement(node, {}, LABELS[children] || children) : node;
    }
    return children ? React.cloneElement(node, {}, ...[].concat(children).map(translated)) : node;
  }

  class CitationTooltip extends draftail.TooltipEntity {
    render() {
      return translated(super.render());
    }
  }

  const icon = React.createElement(
    'svg',
    { className: 'icon icon-doc-full', 'aria-hidden': 'true' },
    React.createElement('use', { href: '#icon-doc-full' }),
  );

  function Citation(props) {
    return React.createElement(CitationTooltip, { ...props, icon, url: null, label: '' });
  }

  draftail.registerPlugin({ type: 'CITATION', source: CitationSource, decorator: Citation }, 'entityTypes');
})();
