using static CommunityGrains.Domain.Decision<CommunityGrains.Domain.Municipalities.MunicipalityEvent>;
using static CommunityGrains.Domain.Municipalities.MunicipalityCommand;

namespace CommunityGrains.Domain.Municipalities;

/// <summary>
/// What may happen to a municipality's entry. Names, codes, forms and boundaries only ever get newer: what
/// would change one from a date before the newest on record is refused, so that an old list cannot undo a
/// later one. From the newest date itself it may be changed: that mends a mistake. A list without dates tells
/// only what was never on record, so that the same file again undoes nothing.
/// </summary>
public static class MunicipalityDecider
{
    public static Decision<MunicipalityEvent> Decide(
        MunicipalityCommand command, Municipality municipality) =>
        (command, municipality) switch
        {
            (List c, Municipality.Unknown) => ListNew(c),
            (_, Municipality.Unknown) => Refuse("municipality.unknown"),

            (MergeInto c, Municipality.Merged m)
                when c.Successor == m.Successor && c.From == m.From => AlreadySo,
            (_, Municipality.Merged m) => Refuse("municipality.merged", m.Successor.ToString()),

            (_, Municipality.Listed) when StartOf(command) > command.Asked.On =>
                Refuse("municipality.in-the-future", "from"),
            (List c, Municipality.Listed m) => ListAgain(c, m),
            (Rename c, Municipality.Listed m) => GiveName(c, m),
            (GiveCode c, Municipality.Listed m) => GiveNewCode(c, m),
            (SetBoundary c, Municipality.Listed m) => SetNewBoundary(c, m),
            (MergeInto c, Municipality.Listed) => Merge(c),
            _ => throw new CommandOutOfPlaceException(command, municipality),
        };

    // Readers take the last event as what holds now, so a change known ahead is recorded when it holds.
    private static DateOnly? StartOf(MunicipalityCommand command) => command switch
    {
        Rename c => c.From,
        GiveCode c => c.From,
        SetBoundary c => c.From,
        MergeInto c => c.From,
        _ => null,
    };

    private static Decision<MunicipalityEvent> ListNew(List c) => ListRefusal(c) is { } refusal
        ? Refuse(refusal)
        : Accept(new MunicipalityEvent.Listed(
            c.Name.Trim(), c.OfficialName.Trim(), c.Form, c.Region, c.Asked.On, StoredText.Tidy(c.Oktmo),
            c.Centre));

    private static Decision<MunicipalityEvent> ListAgain(List c, Municipality.Listed m)
    {
        if (ListRefusal(c) is { } refusal) return Refuse(refusal);
        if (c.Region != m.Region) return Refuse("municipality.region-differs");

        var on = c.Asked.On;
        var renamed = c.IsUndated && m.KnowsName(c.Name, c.OfficialName)
            ? null
            : Renaming(c.Name, c.OfficialName, on, m);
        var coded = StoredText.Tidy(c.Oktmo) is { } oktmo && !(c.IsUndated && m.KnowsCode(oktmo))
            ? Coding(oktmo, on, m)
            : null;
        var formed = m.FormOn(on).Form == c.Form || (c.IsUndated && m.KnowsForm(c.Form))
            ? null
            : new MunicipalityEvent.FormChanged(c.Form, on);
        var centred = c.Centre is not { } centre || centre == m.Centre
            || (c.IsUndated && m.Replaced.Centres.Contains(centre))
            ? null
            : new MunicipalityEvent.CentreSet(centre);

        List<string> older = [];
        if (renamed is not null && on < m.Names[^1].From) older.Add("name");
        if (coded is not null && on < m.LastCode?.From) older.Add("oktmo");
        if (formed is not null && on < m.Forms[^1].From) older.Add("form");
        return older.Count > 0
            ? Refuse("municipality.newer-known", [.. older])
            : Accept([.. Those(renamed, coded, formed, centred)]);
    }

    private static IEnumerable<MunicipalityEvent> Those(params MunicipalityEvent?[] happened) =>
        happened.OfType<MunicipalityEvent>();

    private static Decision<MunicipalityEvent> GiveName(Rename c, Municipality.Listed m)
    {
        if (NameRefusal(c.Name, c.OfficialName) is { } refusal) return Refuse(refusal);
        var renamed = Renaming(c.Name, c.OfficialName, c.From, m);
        return renamed is null ? AlreadySo
            : c.From < m.Names[^1].From ? Refuse("municipality.newer-known", "name")
            : Accept(renamed);
    }

    private static Decision<MunicipalityEvent> GiveNewCode(GiveCode c, Municipality.Listed m)
    {
        if (!IsOktmo(c.Oktmo)) return Refuse("municipality.oktmo-invalid");
        var coded = Coding(c.Oktmo.Trim(), c.From, m);
        return coded is null ? AlreadySo
            : c.From < m.LastCode?.From ? Refuse("municipality.newer-known", "oktmo")
            : Accept(coded);
    }

    private static Decision<MunicipalityEvent> SetNewBoundary(SetBoundary c, Municipality.Listed m)
    {
        if (!c.Area.IsValid) return Refuse("municipality.field-invalid", "boundary");
        if (TextRefusal(("source", c.Source, StoredText.LengthMax)) is { } refusal) return Refuse(refusal);
        return c.Area == m.Boundary?.Area || (c.IsUndated && m.Replaced.Areas.Contains(c.Area)) ? AlreadySo
            : c.From < m.Boundary?.From ? Refuse("municipality.newer-known", "boundary")
            : Accept(new MunicipalityEvent.BoundarySet(c.Area, c.From, c.Source.Trim()));
    }

    private static Decision<MunicipalityEvent> Merge(MergeInto c)
    {
        if (c.Self == c.Successor) return Refuse("municipality.into-itself");
        return TextRefusal(("basis", c.Basis, StoredText.LengthMax)) is { } refusal
            ? Refuse(refusal)
            : Accept(new MunicipalityEvent.MergedInto(c.Successor, c.From, c.Basis.Trim()));
    }

    private static MunicipalityEvent.Renamed? Renaming(
        string name, string officialName, DateOnly from, Municipality.Listed m)
    {
        var known = m.NameOn(from);
        return known.Name == name.Trim() && known.OfficialName == officialName.Trim()
            ? null
            : new MunicipalityEvent.Renamed(name.Trim(), officialName.Trim(), from);
    }

    // A list dated before the first code on record that gives just this code says nothing new either.
    private static MunicipalityEvent.CodeGiven? Coding(string oktmo, DateOnly from, Municipality.Listed m) =>
        (m.CodeOn(from) ?? m.FirstCode)?.Oktmo == oktmo
            ? null
            : new MunicipalityEvent.CodeGiven(oktmo, from);

    private static Refusal? ListRefusal(List c) =>
        NameRefusal(c.Name, c.OfficialName)
        ?? (!IsRegion(c.Region) ? new Refusal("municipality.field-invalid", ["region"]) : null)
        ?? (c.Centre is { IsOnEarth: false } ? new Refusal("municipality.field-invalid", ["centre"]) : null)
        ?? (StoredText.Tidy(c.Oktmo) is { } oktmo && !IsOktmo(oktmo)
            ? new Refusal("municipality.oktmo-invalid", [])
            : null);

    private static Refusal? NameRefusal(string name, string officialName) => TextRefusal(
        ("name", name, StoredText.NameLengthMax), ("official-name", officialName, StoredText.NameLengthMax));

    private static Refusal? TextRefusal(params (string Field, string? Text, int LengthMax)[] texts)
    {
        var tidy = texts.Select(text => text with { Text = StoredText.Tidy(text.Text) }).ToList();
        return Those("municipality.field-missing", text => text.Text is null)
            ?? Those("municipality.text-too-long", text => text.Text!.Length > text.LengthMax)
            ?? Those("municipality.field-invalid", text => !StoredText.IsClean(text.Text!));

        Refusal? Those(string code, Predicate<(string Field, string? Text, int LengthMax)> areWrong) =>
            tidy.FindAll(areWrong) is { Count: > 0 } wrong
                ? new Refusal(code, [.. wrong.Select(text => text.Field)])
                : null;
    }

    // ОКТМО: 8 digits for a municipality, 11 for a settlement inside one.
    private static bool IsOktmo(string? text) =>
        text?.Trim() is { Length: 8 or 11 } code && code.All(char.IsAsciiDigit);

    // ISO 3166-2: the country's two letters, a hyphen, one to three letters or digits.
    private static bool IsRegion(string? text) =>
        text is { Length: >= 4 and <= 6 } && text[2] == '-'
        && text[..2].All(char.IsAsciiLetterUpper)
        && text[3..].All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));
}
