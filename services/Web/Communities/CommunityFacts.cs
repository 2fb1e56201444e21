using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Communities;

/// <summary>One line of the register entry. <c>Address</c>: where the value leads, when it is a link.
/// <c>Remark</c>: what the office's register says where a person corrected it.</summary>
public sealed record CommunityFact(string Name, string Value, Uri? Address = null, string? Remark = null);

/// <summary>The register entry as lines for the public.</summary>
internal static class CommunityFacts
{
    // Bank details and the office's note are kept from the public until access rules exist; the name, the
    // form, the municipality and the register number stand in the page's head; the act's three fields make
    // one line.
    private static readonly RegisterField[] Lines =
    [
        RegisterField.Basis, RegisterField.Members, RegisterField.Residents, RegisterField.LegalEntity,
        RegisterField.Inn, RegisterField.Kpp, RegisterField.Ogrn, RegisterField.ActNumber,
        RegisterField.CharterOn, RegisterField.JusticeOn, RegisterField.EnteredOn,
    ];

    // What somebody asks who wants to come by or to write.
    private static readonly RegisterField[] Reach =
    [
        RegisterField.Settlement, RegisterField.Address, RegisterField.Boundaries, RegisterField.Site,
        RegisterField.Vk, RegisterField.Ok, RegisterField.OtherGroups,
    ];

    private static readonly RegisterField[] InTheHead =
        [RegisterField.Name, RegisterField.Form, RegisterField.RegisterNumber, RegisterField.Topics];

    public static IReadOnlyList<CommunityFact> Of(CommunityDetails community, Words words) =>
        Of(community, words, overridden => InTheHead.Where(overridden).Concat(Lines));

    /// <summary>Where it is found, and where it writes.</summary>
    public static IReadOnlyList<CommunityFact> ReachOf(CommunityDetails community, Words words) =>
        Of(community, words, _ => Reach);

    private static List<CommunityFact> Of(
        CommunityDetails community, Words words,
        Func<Func<RegisterField, bool>, IEnumerable<RegisterField>> choose)
    {
        var overridden = community.Overridden.ToDictionary(change => change.Field, change => change.To);
        return
        [
            .. choose(overridden.ContainsKey)
                .Select(field => Line(field, community.Row.Entry, overridden, words))
                .OfType<CommunityFact>(),
        ];
    }

    private static CommunityFact? Line(
        RegisterField field, RegisterEntry entry, Dictionary<RegisterField, string?> overridden, Words words)
    {
        var remark = overridden.TryGetValue(field, out var said) ? Remark(field, said, words) : null;
        if (field == RegisterField.ActNumber)
            return Act(entry, words) is { } act
                ? new CommunityFact(words.Texts.Community.Act, act, Remark: remark)
                : null;
        if (RegisterFields.Read(entry, field) is not { } canonical)
        {
            return remark is null
                ? null
                : new CommunityFact(
                    words.Texts.Names.Fields[field], words.Texts.History.Nothing, Remark: remark);
        }

        var isLink = field is RegisterField.Site or RegisterField.Vk or RegisterField.Ok;
        return new CommunityFact(
            words.Texts.Names.Fields[field],
            words.Value(field, canonical),
            isLink ? ExternalAddress.Of(canonical) : null,
            remark);
    }

    private static string Remark(RegisterField field, string? said, Words words) => said is null
        ? words.Texts.Community.RegisterSaysNothing
        : words.Texts.Community.RegisterSays(words.Value(field, said));

    // "Решение Совета от 12 декабря 2010, № 105", of whatever is known of it.
    private static string? Act(RegisterEntry entry, Words words)
    {
        var parts = new[]
        {
            entry.ActKind,
            entry.ActDate is { } date ? words.Texts.Community.ActOn(words.Date(date)) : null,
            entry.ActNumber is { } number ? words.Texts.Community.ActNumber(number) : null,
        };
        var known = string.Join(" ", parts.Where(part => part is not null));
        return known.Length == 0 ? null : known;
    }
}
