using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Entries;

/// <summary>The form of an entry as it came in. <c>Shown</c>: each field as it was typed, to be shown again.
/// <c>Meant</c>: what it means, in canonical text; without those that mean nothing. <c>Problems</c>: what is
/// wrong with those.</summary>
internal sealed record EntryTyped(
    IReadOnlyDictionary<string, string?> Shown, IReadOnlyDictionary<string, string?> Meant,
    IReadOnlyDictionary<string, string> Problems)
{
    /// <param name="form">The form.</param>
    /// <param name="forOffice">Whether the viewer was shown what is for the office; else it is not
    /// read.</param>
    /// <param name="texts">What problems are told in.</param>
    public static EntryTyped Of(Form form, bool forOffice, Texts texts)
    {
        var (shown, meant, problems) = (
            new Dictionary<string, string?>(), new Dictionary<string, string?>(),
            new Dictionary<string, string>());
        foreach (var (name, sent) in form.Fields())
        {
            if (!forOffice && KebabCase.Parse<RegisterField>(name) is { } field
                && EntryFields.ForOffice.Contains(field))
                continue;
            var text = Lines(sent ?? "").Trim();
            shown[name] = text;
            var cell = EntryFields.Read(name, text);
            if (cell.Error is { } error)
                problems[name] = ImportTexts.Find(error)?.In(texts.Registry) ?? error;
            else meant[name] = cell.Text;
        }

        return new EntryTyped(shown, meant, problems);
    }

    /// <summary>The text as forms send it, with line ends of one kind.</summary>
    public static string Lines(string text) => text.ReplaceLineEndings("\n");

    /// <summary>The fields of the entry that were in the form and mean something.</summary>
    public ValueList<FieldChange> Changes(Func<string, bool>? only = null) =>
    [
        .. RegisterFields.All.Select(field => (Field: field, Name: KebabCase.Of(field)))
            .Where(pair => Meant.ContainsKey(pair.Name) && only?.Invoke(pair.Name) != false)
            .Select(pair => new FieldChange(pair.Field, Meant[pair.Name])),
    ];

    public string? this[string name] => Meant.GetValueOrDefault(name);

    /// <summary>The head as typed; null when nothing was said of him. A phone without a name is refused for
    /// the missing name.</summary>
    public Contact? Head(string region, CommunityId community)
    {
        var (name, email, phone) = (
            this[EntryFields.HeadName], this[EntryFields.HeadEmail], this[EntryFields.HeadPhone]);
        return name is null && email is null && phone is null
            ? null
            : new Contact(
                HeadIds.Of(region, community, name ?? ""), new PersonName(name ?? ""),
                email is null ? null : new EmailAddress(email),
                phone is null ? null : new PhoneNumber(phone));
    }

    /// <summary>What was typed as an entry to compare with others; null before it has a name and a
    /// place.</summary>
    public RegisterEntry? Entry()
    {
        if (this["name"] is not { } name || !Guid.TryParse(this["municipality"], out var municipality))
            return null;
        var entry = new RegisterEntry(
            name, KebabCase.Parse<CommunityForm>(this["form"]) ?? CommunityForm.Other,
            new MunicipalityId(municipality));
        return Changes().Aggregate(
            entry, (known, change) => RegisterFields.TryWrite(known, change.Field, change.To) ?? known);
    }
}
