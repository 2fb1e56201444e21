using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Texts;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Entries;

/// <summary>What is asked of a community with a form: an entry or changes of one, with what goes beside
/// them.</summary>
internal sealed record EntryAttempt(
    ValueList<FieldChange> Fields, string? Basis = null, Contact? Head = null, string? Reason = null)
{
    private const string Something = "—";

    /// <summary>The attempt without what was refused, so that the decider can be asked what else is
    /// wrong.</summary>
    public EntryAttempt Without(string detail) => detail switch
    {
        EntryFields.Basis => this with { Basis = Something },
        EntryFields.Reason => this with { Reason = null },
        EntryFields.HeadName => this with { Head = Head! with { Name = new PersonName(Something) } },
        EntryFields.HeadEmail => this with { Head = Head! with { Email = null } },
        EntryFields.HeadPhone => this with { Head = Head! with { Phone = null } },
        _ when KebabCase.Parse<RegisterField>(detail) is { } field =>
            this with { Fields = [.. Fields.Without(change => change.Field == field), .. Instead(field)] },
        _ => this,
    };

    private static IEnumerable<FieldChange> Instead(RegisterField field) => field switch
    {
        RegisterField.Name => [new(field, Something)],
        RegisterField.Form => [new(field, KebabCase.Of(CommunityForm.Other))],
        RegisterField.Municipality => [new(field, Guid.NewGuid().ToString())],
        _ => [],
    };
}

/// <summary>All that is wrong with a form at once, by the names of its fields. The decider refuses one kind
/// of mistake at a time; it is asked again without what it refused, and nothing is recorded.</summary>
internal static class EntryProblems
{
    private const int RoundsMax = 8;

    /// <summary>What is wrong; under "" what no field is to blame for.</summary>
    public static Dictionary<string, string> Of(
        EntryAttempt attempt, Func<EntryAttempt, CommunityCommand> command, Community community, Texts texts)
    {
        var problems = new Dictionary<string, string>();
        for (var round = 0; round < RoundsMax; round++)
        {
            if (CommunityDecider.Decide(command(attempt), community)
                is not Decision<CommunityEvent>.Rejected { Refusal: var refusal })
                break;
            foreach (var (name, problem) in Of(refusal, texts)) problems.TryAdd(name, problem);
            if (refusal.Details.Count == 0) break;
            attempt = refusal.Details.Aggregate(attempt, (left, detail) => left.Without(detail));
        }

        return problems;
    }

    /// <summary>A refusal by the fields that it names.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(Refusal refusal, Texts texts)
    {
        var sentence = Refusals.Sentence(refusal.Code, texts.Registry);
        if (refusal.Details.Count == 0 || refusal.Code == "grain.version-differs")
            return [KeyValuePair.Create("", sentence)];
        return refusal.Details.Select(detail => KeyValuePair.Create(
            Name(detail),
            refusal.Code == "community.field-missing" ? texts.Entry.Missing
            : refusal.Code == "community.field-invalid"
                && KebabCase.Parse<RegisterField>(detail) is RegisterField.Municipality
                ? texts.Entry.NoMunicipality
            : sentence));
    }

    // References name members of the command: "fields.municipality".
    private static string Name(string detail) => detail[(detail.LastIndexOf('.') + 1)..];
}
