using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Acts;

/// <summary>What can be wrong with a field before any grain is asked.</summary>
public enum FieldFault
{
    DateMissing,
    NumberMissing,
    AmountMissing,
    ChoiceMissing,
    NameTooShort,
    PhoneUnfit,
    EmailUnfit,
    NotOnRecord,
}

/// <summary>A form's fields as values. The first that is none is remembered, and something harmless stands in
/// for it: whoever reads the form looks at <see cref="Wrong"/> before he asks.</summary>
public sealed class TypedForm(Form form)
{
    /// <summary>The field that is no value, and why.</summary>
    public (string Field, FieldFault Fault)? Wrong { get; private set; }

    /// <summary>Which of several forms of an act it is.</summary>
    public string? Key => form.Text("key");

    /// <summary>The record's version that the form was made for.</summary>
    public long? Version => long.TryParse(
        form.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        ? version
        : null;

    public IReadOnlyDictionary<string, string?> Fields => form.Fields();

    /// <summary>The id of the entry that the form makes, so that a form sent twice makes one.</summary>
    public EntryId NewEntry => new(Id("entry") ?? Guid.CreateVersion7());

    /// <summary>A text as it was typed. One more letter than may be kept is let through, so that what is too
    /// long is refused and not cut.</summary>
    public string Text(string field) => Lines(form.Text(field, StoredText.LengthMax + 1)) ?? "";

    public string? TextOrNone(string field) => Lines(form.Text(field, StoredText.LengthMax + 1));

    public bool Flag(string field) => form.Flag(field);

    public IReadOnlyList<string> All(string field) => form.All(field);

    public DateOnly? DateOrNone(string field)
    {
        var text = form.Text(field);
        var date = PageRequest.Date(text);
        if (text is not null && date is null) Fail(field, FieldFault.DateMissing);
        return date;
    }

    public DateOnly Date(string field) =>
        DateOrNone(field) ?? Fail(field, FieldFault.DateMissing, default(DateOnly));

    public TValue Choice<TValue>(string field) where TValue : struct, Enum =>
        KebabCase.Parse<TValue>(form.Text(field)) ?? Fail(field, FieldFault.ChoiceMissing, default(TValue));

    /// <summary>An id out of a list that the page offered.</summary>
    public Guid Chosen(string field) => Id(field) ?? Fail(field, FieldFault.ChoiceMissing, Guid.Empty);

    public Guid? Id(string field) => Guid.TryParse(form.Text(field), out var id) ? id : null;

    public int Number(string field)
    {
        var (text, fault) = (Digits(form.Text(field)), FieldFault.NumberMissing);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : Fail(field, fault, 0);
    }

    /// <summary>"12 500,5" as people write it.</summary>
    public decimal Decimal(string field, FieldFault fault = FieldFault.NumberMissing) => decimal.TryParse(
        Digits(form.Text(field)), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
        CultureInfo.InvariantCulture, out var number)
        ? number
        : Fail(field, fault, 0m);

    public Money Rubles(string field) => Money.Rubles(Decimal(field, FieldFault.AmountMissing));

    /// <summary>The steps of a plan: rows of what and by when; rows without a what are none.</summary>
    public ValueList<PlanStep> Steps(int rows)
    {
        var steps = new List<PlanStep>();
        for (var row = 1; row <= rows; row++)
        {
            if (TextOrNone(StepField(row)) is { } what)
                steps.Add(new PlanStep(what, DateOrNone(DueField(row))));
        }

        return [.. steps];
    }

    public static string StepField(int row) => string.Create(CultureInfo.InvariantCulture, $"step-{row}");

    public static string DueField(int row) => string.Create(CultureInfo.InvariantCulture, $"due-{row}");

    /// <summary>Remembers that a field is wrong, and goes on with a value in its place.</summary>
    public T Fail<T>(string field, FieldFault fault, T instead)
    {
        Fail(field, fault);
        return instead;
    }

    private void Fail(string field, FieldFault fault) => Wrong ??= (field, fault);

    // Browsers send line ends as two letters, of which the record keeps one.
    private static string? Lines(string? text) => text?.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string? Digits(string? text) => text is null
        ? null
        : string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter != '₽')).Replace(',', '.');
}
