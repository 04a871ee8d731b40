"""Mistakes a person can mend: each says what is wrong, where, and how to put it right."""


class WorkbookError(Exception):
    """A problem told in plain words, safe to show: it never holds a value from a pupil's row.

    >>> str(WorkbookError("This list has no SEN column.", "In list 1.", "Export it again with SEN status."))
    'This list has no SEN column. In list 1. Export it again with SEN status.'
    """

    code = "workbook"

    def __init__(self, what: str, where: str = "", how: str = "", code: str = ""):
        self.what, self.where, self.how = what, where, how
        self.code = code or type(self).code
        super().__init__(" ".join(part for part in (what, where, how) if part))


class FileError(WorkbookError):
    """A file that cannot be read, or should not be."""

    code = "file"


class MissingColumns(WorkbookError):
    """A file or a school that lacks a column which the question needs."""

    code = "columns"


class SettingError(WorkbookError):
    """A setting outside its choices."""

    code = "setting"
