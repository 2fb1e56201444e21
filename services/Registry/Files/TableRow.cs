namespace CommunityGrains.Registry.Files;

/// <summary>A row of a table. <c>Number</c> is the row's number in a spreadsheet: the header of an ordinary
/// file is row 1, and a cell that spans lines makes one row, not several. <c>Cells</c> are as many as the
/// header has; a missing one is "". <c>Problem</c> says why the row cannot be used though the file
/// can.</summary>
public sealed record TableRow(int Number, IReadOnlyList<string> Cells, TableProblem? Problem = null);
