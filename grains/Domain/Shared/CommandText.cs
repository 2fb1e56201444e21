namespace CommunityGrains.Domain;

/// <summary>One text of a command: its field's name in kebab-case, whether it must be there, and how long it
/// may be in UTF-16 units.</summary>
public readonly record struct CommandText(string Field, string? Value, bool Required, int LengthMax)
{
    /// <summary>A name or title: at most 500 units.</summary>
    public static CommandText Line(string field, string? value, bool required = true) =>
        new(field, value, required, LengthMax: StoredText.NameLengthMax);

    /// <summary>Every other text: at most 4,000 units.</summary>
    public static CommandText Long(string field, string? value, bool required = true) =>
        new(field, value, required, LengthMax: StoredText.LengthMax);

    /// <summary>A personal datum. Sealed, it has been checked already and is not looked into.</summary>
    public static CommandText Personal(string field, IPersonalDatum? datum, bool required = true) =>
        datum is { IsSealed: true }
            ? Line(field, null, required: false)
            : Line(field, datum?.Value, required);

    /// <summary>What is wrong with these texts, null when nothing is: <c>(kind).text-missing</c>,
    /// <c>(kind).text-too-long</c> or <c>(kind).field-invalid</c> (control characters, half of a surrogate
    /// pair: what would not come back from a log as it went in), with the fields' names.</summary>
    public static Refusal? Wrong(string kind, IReadOnlyCollection<CommandText> texts) =>
        Those($"{kind}.text-missing", texts, x => x.Required && string.IsNullOrWhiteSpace(x.Value))
        ?? Those($"{kind}.text-too-long", texts, x => x.Value?.Length > x.LengthMax)
        ?? Those($"{kind}.field-invalid", texts, x => x.Value is not null && !StoredText.IsClean(x.Value));

    private static Refusal? Those(
        string code, IReadOnlyCollection<CommandText> texts, Func<CommandText, bool> wrong)
    {
        var fields = texts.Where(wrong).Select(x => x.Field).Distinct().ToList();
        return fields.Count == 0 ? null : new Refusal(code, [.. fields]);
    }
}
