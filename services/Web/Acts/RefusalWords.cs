using System.Collections.Frozen;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Texts;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Acts;

/// <summary>A refusal for whoever filled in a form: a sentence with what it is about, and the field it
/// concerns.</summary>
internal static class RefusalWords
{
    // The details of other refusals of fields name the field themselves.
    private static readonly FrozenDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["leader.until-too-early"] = "until",
        ["leader.until-too-late"] = "until",
        ["leader.witness-missing"] = "member",
        ["leader.witness-is-claimant"] = "member",
        ["leader.witness-confirmed-already"] = "member",
        ["leader.evidence-missing"] = "fact",
        ["leader.evidence-unknown"] = "fact",
        ["leader.evidence-withdrawn"] = "fact",
        ["initiative.amount-negative"] = "amount",
        ["initiative.amount-not-positive"] = "amount",
        ["initiative.amount-too-fine"] = "amount",
        ["initiative.amount-too-large"] = "amount",
        ["initiative.hours-not-positive"] = "hours",
        ["initiative.hours-impossible"] = "hours",
        ["initiative.volunteers-not-positive"] = "volunteers",
        ["initiative.volunteers-too-many"] = "volunteers",
        ["initiative.beneficiaries-negative"] = "beneficiaries",
        ["initiative.plan-empty"] = "step-1",
    }.ToFrozenDictionary();

    public static string? FieldOf(Refusal refusal) =>
        Fields.GetValueOrDefault(refusal.Code)
        ?? (Refusals.Find(refusal.Code)?.Kind == RefusalKind.Field && refusal.Details.Count > 0
            ? refusal.Details[0]
            : null);

    public static string Sentence(Refusal refusal, Texts texts)
    {
        var sentence = Refusals.Sentence(refusal.Code, texts.Registry);
        var details = refusal.Code switch
        {
            "leader.evidence-missing" => Missing(refusal, texts),
            "initiative.step-incomplete" or "initiative.entry-needed" => refusal.Details
                .Select(code => texts.Names.Missing.GetValueOrDefault(code, code)),
            _ => [],
        };
        var told = string.Join(", ", details);
        return told.Length == 0 ? sentence : $"{sentence}: {told}";
    }

    public static string Sentence(FieldFault fault, Texts texts) => texts.Acts.Faults[fault];

    // One of the three deeds would do; that they are named together says so.
    private static IEnumerable<string> Missing(Refusal refusal, Texts texts)
    {
        if (refusal.Details.Contains("group")) yield return texts.Claims.Needs.Group;
        if (refusal.Details.Contains("ideas")) yield return texts.Claims.Needs.Deeds;
    }
}
