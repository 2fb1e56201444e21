using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Registry.Imports.Columns;

/// <summary>
/// A column that a file may have. <c>Key</c>: its name in mappings and reports. <c>Header</c>: how exports
/// call it, and, with <c>Spellings</c>, how files do. <c>Required</c>: without it the file is refused.
/// <c>Personal</c>: its values are personal data and never repeated in a message. <c>Internal</c>: written
/// for the office alone, so that it may hold anything, also what is personal.
/// </summary>
public sealed record TargetColumn(
    string Key, Text Header, bool Required = false, bool Personal = false, bool Internal = false,
    params string[] Spellings)
{
    /// <summary>Its values may stand where anybody sees them.</summary>
    public bool IsPublic => !Personal && !Internal;
}

/// <summary>The columns of one kind of file.</summary>
public sealed class ColumnSet
{
    private readonly Dictionary<string, TargetColumn> byKey;

    public ColumnSet(string kind, params TargetColumn[] columns)
    {
        Kind = kind;
        Columns = columns;
        byKey = columns.ToDictionary(column => column.Key, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>"municipalities", "register", "leaders" or "initiatives".</summary>
    public string Kind { get; }

    public IReadOnlyList<TargetColumn> Columns { get; }

    /// <summary>Columns every kind knows and no import reads: a running number, and what a report
    /// added.</summary>
    public static IReadOnlyList<TargetColumn> Ignored =>
    [
        new("row-number", new("№ п/п", "No."),
            Spellings: ["№", "п/п", "номер по порядку", "n", "#", "row number"]),
        RefusedBecause, RowInFile, Standing,
    ];

    /// <summary>Where a record stands: written by exports; changed by decisions, not by files.</summary>
    public static TargetColumn Standing { get; } =
        new("status", new("Состояние", "Status"), Spellings: ["standing"]);

    public static TargetColumn RefusedBecause { get; } =
        new("refused-because", new("Причина отказа", "Reason of refusal"), Spellings: ["reason"]);

    public static TargetColumn RowInFile { get; } =
        new("row-in-file", new("Строка в файле", "Row in the file"), Spellings: ["row"]);

    public TargetColumn this[string key] => byKey[key];

    public TargetColumn? Find(string key) => byKey.GetValueOrDefault(key);
}
