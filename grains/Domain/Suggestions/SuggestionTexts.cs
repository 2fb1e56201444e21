using CommunityGrains.Domain.Communities;
using static CommunityGrains.Domain.Suggestions.SuggestionCommand;

namespace CommunityGrains.Domain.Suggestions;

/// <summary>The texts of a suggestion's commands: which must be there and how long they may be. What is
/// sealed has been looked at already.</summary>
internal static class SuggestionTexts
{
    private const int ChangesMax = 28;

    /// <summary>What is wrong; null when nothing is.</summary>
    public static Refusal? Wrong(SuggestionCommand command) =>
        CommandText.Wrong("suggestion", Of(command))
        ?? command switch
        {
            SuggestCorrection c when !SuggestionLimits.Fields.Contains(c.Field) =>
                new Refusal("suggestion.field-not-open", [KebabCase.Of(c.Field)]),
            SuggestCorrection c when !IsAddress(c.ReplyTo) => Invalid("reply-to"),
            SayNoLongerTrue c when !IsAddress(c.ReplyTo) => Invalid("reply-to"),
            TellOfMissing c when !IsAddress(c.ReplyTo) => Invalid("reply-to"),
            AcceptByCorrecting c when c.Changes.Count is 0 or > ChangesMax => Invalid("changes"),
            AcceptByProposing c when c.Fields.Count is 0 or > ChangesMax => Invalid("fields"),
            _ => null,
        };

    private static IReadOnlyCollection<CommandText> Of(SuggestionCommand command) => command switch
    {
        SuggestCorrection c =>
        [
            CommandText.Long("was", c.Was, required: false), Told("to", c.To),
            Told("how-known", c.HowKnown, required: false), Address(c.ReplyTo),
        ],
        SayNoLongerTrue c => [Told("words", c.Words, required: false), Address(c.ReplyTo)],
        TellOfMissing c =>
        [
            Told("name", c.Name, lengthMax: StoredText.NameLengthMax),
            Told("where", c.Where, required: false), Told("does", c.Does, required: false),
            Address(c.ReplyTo),
        ],
        AcceptByCorrecting c =>
            [.. Values(c.Changes), CommandText.Long("reason", c.Reason, required: false)],
        AcceptByProposing c => [.. Values(c.Fields)],
        AcceptByNoting c => [CommandText.Long("what", c.What)],
        Decline c => [CommandText.Long("reason", c.Reason)],
        Reopen c => [CommandText.Line("code", c.Code)],
        AcceptByAsking or CountAsOutdated => [],
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Texts unknown"),
    };

    // What they mean is the community's to decide; here only that they can be kept.
    private static IEnumerable<CommandText> Values(ValueList<FieldChange> changes) =>
        changes.Select(change => CommandText.Long(KebabCase.Of(change.Field), change.To, required: false));

    private static CommandText Address(ToldText? address) =>
        Told("reply-to", address, required: false, SuggestionLimits.AddressLengthMax);

    // An empty one would be neither said nor left out.
    private static CommandText Told(
        string field, ToldText? told, bool required = true, int lengthMax = SuggestionLimits.TextLengthMax) =>
        told is { Value: [SealedText.Mark, ..] }
            ? new(field, null, Required: false, lengthMax)
            : new(field, told?.Value, required || told is not null, lengthMax);

    private static bool IsAddress(ToldText? address) => address is null || SealedText.IsSealed(address.Value)
        || (address.Value.IndexOf('@', StringComparison.Ordinal) is var at and > 0
            && at == address.Value.LastIndexOf('@') && at < address.Value.Length - 1
            && !address.Value.Any(char.IsWhiteSpace));

    private static Refusal Invalid(string field) => new("suggestion.field-invalid", [field]);
}
