using System.Collections.Immutable;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Wording;

/// <summary>What residents say without an account, its moderation, and the answers to letters.</summary>
public sealed partial record VoiceTexts
{
    public required LinkWords Links { get; init; }

    public required FormWords Form { get; init; }

    public required CorrectionWords Correction { get; init; }

    public required UntruthWords Untruth { get; init; }

    public required MissingWords Missing { get; init; }

    public required StateWords State { get; init; }

    public required ModerationWords Moderation { get; init; }

    public required AnswerWords Answer { get; init; }

    public sealed record LinkWords(string Correct, string Untrue, string Missing, string MissingHint);

    /// <summary>What the forms have in common. <c>Wait</c>: minutes.</summary>
    public sealed record FormWords(
        string ReplyTo,
        string ReplyToHint,
        string Privacy,
        string Optional,
        string Send,
        string Trap,
        string TrapFilled,
        string Full,
        Func<int, string> Wait,
        string AddressInvalid,
        string TextMissing);

    public sealed record CorrectionWords(
        string Title,
        string Lead,
        string Field,
        string FieldChoose,
        Func<string, string, string> FieldNow,
        Func<string, string> FieldEmpty,
        string To,
        string HowKnown,
        string HowKnownHint);

    public sealed record UntruthWords(
        string Title,
        string Lead,
        string What,
        string Words,
        string WordsHint,
        string WhatMissing,
        string WordsMissing,
        ImmutableDictionary<Untruth, string> Kinds);

    public sealed record MissingWords(
        string Title,
        string Lead,
        string Name,
        string Municipality,
        string MunicipalityChoose,
        string Where,
        string WhereHint,
        string Does);

    public sealed record StateWords(
        Func<string, string> Title,
        string Thanks,
        string Keep,
        string Next,
        string Back,
        ImmutableDictionary<SuggestionStatus, string> Names,
        ImmutableDictionary<SuggestionStatus, string> Leads);

    public sealed record ModerationWords(
        string Title,
        string Lead,
        string Empty,
        string EmptyLead,
        string Statuses,
        ImmutableDictionary<SuggestionStatus, string> Tabs,
        Func<string, string> Number,
        Func<string, string> From,
        string Resident,
        string Addressee,
        string MissingOne,
        string Now,
        string Was,
        string Suggested,
        string HowKnown,
        string Words,
        string Where,
        string Does,
        string ReplyTo,
        string Nothing,
        string Changed,
        Func<string, string> Setback,
        string AcceptTitle,
        string AcceptLead,
        string AcceptReason,
        string AcceptReasonHint,
        string Accept,
        string AskTitle,
        string AskLead,
        string Ask,
        string ProposeTitle,
        string ProposeLead,
        string Propose,
        string NoteTitle,
        string NoteLead,
        string NoteLabel,
        string Note,
        string DeclineTitle,
        string DeclineLead,
        string DeclineReason,
        string Decline,
        string OutdatedLead,
        string Outdated,
        string ChangedMeanwhile,
        string DecidedTitle,
        string CameCorrected,
        string CameAsked,
        string CameProposed,
        string CameNoted,
        string OpenCommunity,
        string DoneAccepted,
        string DoneDeclined,
        string DoneOutdated);

    public sealed record AnswerWords(
        string Title,
        Func<string, string> Lead,
        string Privacy,
        string True,
        string Gone,
        string Changed,
        string DoneTitle,
        string DoneTrue,
        string DoneGone,
        string DoneChanged,
        string SayWhat,
        string AnsweredTitle,
        string AnsweredLead,
        string ExpiredTitle,
        string ExpiredLead,
        string Community);
}
