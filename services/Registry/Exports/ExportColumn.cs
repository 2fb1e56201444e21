using CommunityGrains.Registry.Imports.Columns;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Registry.Exports;

/// <summary>A column of an export. <c>Value</c>: canonical text for machines; <c>Shown</c>: for people, in
/// a form that imports read back; the value itself when null.</summary>
internal sealed record ExportColumn<T>(
    TargetColumn Column, Func<T, string?> Value, CellKind Kind = CellKind.Text,
    Func<T, Language, string?>? Shown = null, bool IsYesNo = false, int Width = 20,
    bool IsPersonal = false)
{
    public string? For(T row, Language language) => IsYesNo
        ? YesNo(Value(row), language)
        : Shown is null ? Value(row) : Shown(row, language);

    /// <summary>The member's name in JSON: "entered-on" is enteredOn.</summary>
    public string Member { get; } = string.Concat(Column.Key.Split('-')
        .Select((word, at) => at == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private static string? YesNo(string? value, Language language) => value switch
    {
        "true" => language == Language.English ? "yes" : "да",
        "false" => language == Language.English ? "no" : "нет",
        _ => null,
    };
}
