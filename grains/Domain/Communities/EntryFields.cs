namespace CommunityGrains.Domain.Communities;

/// <summary>Texts of fields on their way into an entry: what they make of it, or all that is wrong with
/// them.</summary>
internal static class EntryFields
{
    private static readonly RegisterField[] Required =
        [RegisterField.Name, RegisterField.Form, RegisterField.Municipality];

    // Only ever the ground on which the required fields are written; never seen without them.
    private static readonly RegisterEntry Blank = new("", CommunityForm.Other, default);

    /// <summary>The refusal, or null and the new entry.</summary>
    public static Refusal? TryCreate(ValueList<FieldChange> fields, out RegisterEntry entry)
    {
        ValueList<FieldChange> stated = [.. LastWords(fields).Where(field => StoredText.Tidy(field.To) is not null)];
        var missing = Required.Except(stated.Select(field => field.Field)).ToList();
        entry = Blank;
        return missing.Count > 0
            ? Refusal("community.field-missing", missing)
            : TryChange(Blank, stated, out entry);
    }

    /// <summary>The refusal, or null and the changed entry. A basis that is not said stays as it
    /// is.</summary>
    public static Refusal? TryChange(
        RegisterEntry before, ValueList<FieldChange> changes, out RegisterEntry after)
    {
        List<RegisterField> missing = [], invalid = [], tooLong = [];
        after = before;
        foreach (var (field, value) in LastWords(changes))
        {
            var text = StoredText.Tidy(value);
            if (text is null && field == RegisterField.Basis) continue;
            if (text is null && Required.Contains(field)) missing.Add(field);
            else if (text?.Length > LengthMax(field)) tooLong.Add(field);
            else if (!IsValue(field, text) || RegisterFields.TryWrite(after, field, text) is not { } written)
                invalid.Add(field);
            else after = written;
        }

        return missing.Count > 0 ? Refusal("community.field-missing", missing)
            : invalid.Count > 0 ? Refusal("community.field-invalid", invalid)
            : tooLong.Count > 0 ? Refusal("community.text-too-long", tooLong)
            : null;
    }

    /// <summary>The entry with changes that were accepted once; used on what events carry.</summary>
    public static RegisterEntry Apply(RegisterEntry entry, ValueList<FieldChange> changes) =>
        changes.Aggregate(entry, (known, change) => RegisterFields.TryWrite(known, change.Field, change.To)
            ?? throw new InvalidOperationException($"An event holds a {change.Field} that is none"));

    /// <summary>The fields among those mentioned that differ, each once, in the order of the table, in
    /// canonical text.</summary>
    public static ValueList<FieldChange> Differences(
        RegisterEntry before, RegisterEntry after, ValueList<FieldChange> mentioned) =>
    [
        .. mentioned.Select(change => change.Field).Distinct().Order()
            .Where(field => RegisterFields.Read(before, field) != RegisterFields.Read(after, field))
            .Select(field => new FieldChange(field, RegisterFields.Read(after, field))),
    ];

    // A field that is stated twice is what it was stated to be last.
    private static IEnumerable<FieldChange> LastWords(ValueList<FieldChange> changes) =>
        changes.GroupBy(change => change.Field).Select(words => words.Last());

    private static int LengthMax(RegisterField field) =>
        field == RegisterField.Name ? StoredText.NameLengthMax : StoredText.LengthMax;

    private static bool IsValue(RegisterField field, string? text) =>
        text is null || (StoredText.IsClean(text)
            && !(field == RegisterField.Municipality && Guid.TryParse(text, out var id) && id == Guid.Empty));

    private static Refusal Refusal(string code, IEnumerable<RegisterField> fields) =>
        new(code, [.. fields.Distinct().Order().Select(KebabCase.Of)]);
}
