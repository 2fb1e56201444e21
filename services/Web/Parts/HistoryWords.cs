using System.Collections.Immutable;
using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Parts;

/// <summary>
/// What of an event is told to the public. Only what stands on a list is told: names, phones and mail of
/// people are on none, and what a later version adds stays out until somebody has thought about it.
/// </summary>
internal static class HistoryWords
{
    private const string Infrastructure = "infrastructure.";

    // Free texts that may name people, and an organisation's accounts: shown only when access rules exist.
    private static readonly ImmutableHashSet<RegisterField> Withheld =
        [RegisterField.Note, RegisterField.BankDetails];

    /// <summary>A changed field in words; null when it is not for the public, or the event's own words say
    /// it.</summary>
    public static HistoryModel.Change? Change(
        HistoryChange change, string category, Words words, IReadOnlyDictionary<Guid, string> names)
    {
        if (category == GrainKinds.Community.Category) return OfCommunity(change, words, names);
        return words.Texts.Names.Changes.TryGetValue($"{category}.{change.Field}", out var label)
            ? Told(label, change, text => Value(change.Field, text, words))
            : null;
    }

    /// <summary>The event's other values in words, without those that the changes tell already.</summary>
    public static IEnumerable<HistoryModel.Fact> Facts(
        HistoryEntry entry, string category, Words words, IReadOnlyCollection<string> told)
    {
        var tellsElement = told.Any(field => field.StartsWith(Infrastructure, StringComparison.Ordinal));
        var businessDate = entry.BusinessDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return entry.Facts
            .Where(fact => words.Texts.Names.Facts.ContainsKey(fact.Key))
            .Where(fact => fact.Value.Length > 0 && !told.Contains(KebabCase.Of(fact.Key)))
            .Where(fact => !(tellsElement && fact.Key is "element" or "text"))
            .Where(fact => !(fact.Key == "on" && fact.Value == businessDate))
            // What people wrote of a person, who may be a private one.
            .Where(fact => !(category == GrainKinds.Leader.Category && fact.Key == "what"))
            .Select(fact => new HistoryModel.Fact(
                words.Texts.Names.Facts[fact.Key], words.Fact(fact.Key, fact.Value)));
    }

    private static HistoryModel.Change? OfCommunity(
        HistoryChange change, Words words, IReadOnlyDictionary<Guid, string> names)
    {
        if (KebabCase.Parse<RegisterField>(change.Field) is { } field)
        {
            return Told(words.Texts.Names.Fields[field], change, text => words.Value(field, text, names))
                with { IsShown = !Withheld.Contains(field) };
        }

        return change.Field.StartsWith(Infrastructure, StringComparison.Ordinal)
            && KebabCase.Parse<InfrastructureElement>(change.Field[Infrastructure.Length..]) is { } element
                ? Told(words.Texts.Names.Elements[element], change, text => text)
                : null;
    }

    private static HistoryModel.Change Told(
        string label, HistoryChange change, Func<string, string> words) => new(
        label,
        change.From is null ? null : words(change.From),
        change.To is null ? null : words(change.To),
        IsShown: true);

    // Fields of leaders, initiatives and municipalities are written as the facts of their events, but for
    // money.
    private static string Value(string field, string text, Words words) =>
        field == "budget" && text.Split(' ') is [var amount, var currency]
            && decimal.TryParse(amount, NumberStyles.Number, CultureInfo.InvariantCulture, out var sum)
                ? words.Money(new Money(sum, currency))
                : words.Fact(field, text);
}
