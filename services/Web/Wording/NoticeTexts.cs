using System.Collections.Immutable;
using CommunityGrains.Notices;

namespace CommunityGrains.Web.Wording;

/// <summary>What people are told, on the site and by letter.</summary>
public sealed partial record NoticeTexts
{
    public required string Title { get; init; }

    public required string Lead { get; init; }

    /// <summary>What the bell says to whoever does not see it.</summary>
    public required Func<int, string> Bell { get; init; }

    public required string EmptyTitle { get; init; }

    public required string EmptyLead { get; init; }

    public required string Read { get; init; }

    public required Func<string, string> ReadOne { get; init; }

    public required string ReadAll { get; init; }

    public required string DoneRead { get; init; }

    public required string Older { get; init; }

    public required string Newest { get; init; }

    /// <summary>What a notice says, by what happened. The argument is the name of what it is about, or a
    /// number.</summary>
    public required ImmutableDictionary<string, Func<string, string>> Happened { get; init; }

    /// <summary>Of what this version has no words for.</summary>
    public required Func<string, string> Otherwise { get; init; }

    public required Func<string, string> Until { get; init; }

    public required Func<string, string> RowsRefused { get; init; }

    public required Func<string, string> ByList { get; init; }

    public required SettingWords Settings { get; init; }

    public required ListWords Lists { get; init; }

    public required LetterWords Letter { get; init; }

    public required ImmutableDictionary<NoticeKind, string> Kinds { get; init; }

    public required ImmutableDictionary<Channel, string> Channels { get; init; }

    public required ImmutableDictionary<Rhythm, string> Rhythms { get; init; }

    public sealed record SettingWords(
        string Title, string Lead, string Kind, string Language, string Russian, string English, string Save,
        string Saved);

    public sealed record ListWords(
        string Title, string Lead, string Empty, string Follow, string FollowLead, string Often,
        string Followed, string TooMany, string Whole, string Suspected, string Paused, string Pause,
        Func<string, string> PauseOne, string GoOn, Func<string, string> GoOnOne, string End,
        Func<string, string> EndOne, string DonePaused, string DoneGoesOn, string DoneEnded);

    public sealed record LetterWords(
        Func<int, string> ManySubject, Func<string, string> QuestionSubject, string Greeting,
        Func<string, string, string> Question, string QuestionAnswer, string QuestionYes, string QuestionOpen,
        string QuestionElse, Func<int, string> More, string Open, string Why, string WhyHead, string Stop,
        string StopTitle, string StopLead, string StopHeadLead, string StopPress, string StoppedTitle,
        string StoppedLead, string StoppedHeadLead, string Settings, string Unknown);
}
