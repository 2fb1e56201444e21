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
        RegisterField.Basis, RegisterField.Settlement, RegisterField.Address, RegisterField.Boundaries,
        RegisterField.Members, RegisterField.Residents, RegisterField.Topics, RegisterField.LegalEntity,
        RegisterField.Inn, RegisterField.Kpp, RegisterField.Ogrn, RegisterField.Site, RegisterField.Vk,
        RegisterField.Ok, RegisterField.OtherGroups, RegisterField.ActNumber, RegisterField.CharterOn,
        RegisterField.JusticeOn, RegisterField.EnteredOn,
    ];

    private static readonly RegisterField[] InTheHead =
        [RegisterField.Name, RegisterField.Form, RegisterField.RegisterNumber];

    public static IReadOnlyList<CommunityFact> Of(CommunityDetails community, Words words)
    {
        var entry = community.Row.Entry;
        var overridden = community.Overridden.ToDictionary(change => change.Field, change => change.To);
        return
        [
            .. InTheHead.Where(overridden.ContainsKey).Concat(Lines)
                .Select(field => Line(field, entry, overridden, words))
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
