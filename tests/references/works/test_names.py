import pytest

from references.works.names import from_lines, normalise_name, spaced_initials, to_lines


@pytest.mark.parametrize(
    ("given", "spaced"),
    [
        ("MC", "M. C."),
        ("M.C.", "M. C."),
        ("M. C.", "M. C."),
        ("JP", "J. P."),
        ("J-P", "J.-P."),
        ("Ö", "Ö."),
        ("Marie-Claire", "Marie-Claire"),
        ("Marie C.", "Marie C."),
    ],
)
def test_initials_are_spaced_and_full_names_are_left_alone(given, spaced):
    assert spaced_initials(given) == spaced


def test_particles_become_part_of_the_family_name():
    name = normalise_name({"family": "Dillen", "given": "LR", "non-dropping-particle": "van"})

    assert name == {"family": "van Dillen", "given": "L. R."}


def test_a_name_of_given_names_only_is_kept_whole():
    assert normalise_name({"given": "Plato"}) == {"literal": "Plato"}


def test_names_survive_the_lines_that_an_editor_sees():
    names = [
        {"family": "van Dillen", "given": "L. R."},
        {"family": "Popovich", "given": "J. M.", "suffix": "Jr"},
        {"family": "Alizadeh"},
        {"literal": "World Health Organization"},
        {"literal": "Ministry of Health, Belgium"},
    ]

    assert from_lines(to_lines(names)) == names


def test_two_authors_of_one_name_stay_two():
    assert len(from_lines("Wang, Y.\nWang, Y.")) == 2


def test_blank_lines_and_stray_spaces_name_nobody():
    assert from_lines("  Jansen ,  PA \n\n   \n") == [{"family": "Jansen", "given": "P. A."}]
