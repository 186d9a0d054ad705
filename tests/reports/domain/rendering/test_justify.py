from reports.domain.rendering import engine, justify


def test_letters_at_the_edge_of_a_text_count_half():
    assert justify.count_stretchable_gaps("一二三") == 2
    assert justify.count_stretchable_gaps("一二3") == 1.5
    assert justify.count_stretchable_gaps("1二3") == 1


def test_figures_dashes_and_dots_are_never_pulled_apart():
    assert justify.count_stretchable_gaps("1234.56") == 0
    assert justify.count_stretchable_gaps("——……") == 0


def test_installing_twice_changes_nothing():
    from weasyprint.text import line_break

    before = line_break.Layout.set_text
    engine.justify.install_justification()
    assert line_break.Layout.set_text is before
