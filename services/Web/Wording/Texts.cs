using System.Collections.Immutable;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Wording;

/// <summary>Every word the pages say, in one language. Components hold no text of their own. A new text is a
/// required property here, so that neither language can be forgotten.</summary>
public sealed partial record Texts
{
    public required Language Language { get; init; }

    public required ShellTexts Shell { get; init; }

    public required CountTexts Counts { get; init; }

    public required HomeTexts Home { get; init; }

    public required SearchTexts Search { get; init; }

    public required CommunityTexts Community { get; init; }

    public required LeaderTexts Leader { get; init; }

    public required InitiativeTexts Initiative { get; init; }

    public required MunicipalityTexts Municipality { get; init; }

    public required HistoryTexts History { get; init; }

    public required ErrorTexts Errors { get; init; }

    public AccountTexts Account => Language == Language.English ? AccountTexts.English : AccountTexts.Russian;

    public ImportPageTexts Import =>
        Language == Language.English ? ImportPageTexts.English : ImportPageTexts.Russian;

    public WorkTexts Working => Language == Language.English ? WorkTexts.English : WorkTexts.Russian;

    public StartTexts Start => Language == Language.English ? StartTexts.English : StartTexts.Russian;

    public PeopleTexts People => Language == Language.English ? PeopleTexts.English : PeopleTexts.Russian;

    public VoiceTexts Voice => Language == Language.English ? VoiceTexts.English : VoiceTexts.Russian;

    public AtlasTexts Atlas => Language == Language.English ? AtlasTexts.English : AtlasTexts.Russian;

    public EntryTexts Entry => EntryTexts.Of(Language);

    public LifeTexts Life => LifeTexts.Of(Language);

    public DuplicateTexts Duplicates => DuplicateTexts.Of(Language);

    public RecordTexts Record => RecordTexts.Of(Language);

    public HistoryPageTexts Histories => HistoryPageTexts.Of(Language);

    public TodayTexts Today => Language == Language.English ? TodayTexts.English : TodayTexts.Russian;

    public NoticeTexts Notices => Language == Language.English ? NoticeTexts.English : NoticeTexts.Russian;

    public ActTexts Acts => Language == Language.English ? ActTexts.English : ActTexts.Russian;

    public ClaimTexts Claims => Language == Language.English ? ClaimTexts.English : ClaimTexts.Russian;

    public InitiativeWorkTexts InitiativeWork =>
        Language == Language.English ? InitiativeWorkTexts.English : InitiativeWorkTexts.Russian;

    /// <summary>The language that refusals and documents are asked for in.</summary>
    public Registry.Texts.Language Registry => Language == Language.English
        ? CommunityGrains.Registry.Texts.Language.English
        : CommunityGrains.Registry.Texts.Language.Russian;

    public required NameTexts Names { get; init; }

    /// <summary>What happened, by the event's stored name.</summary>
    public required ImmutableDictionary<string, string> Events { get; init; }

    public static Texts Of(Language language) => language == Language.English ? English : Russian;
}

/// <summary>The frame around every page.</summary>
public sealed record ShellTexts(
    string Brand,
    string SkipToContent,
    string Sections,
    string Work,
    string Cancel,
    string Close,
    string Communities,
    string Municipalities,
    string OtherLanguage,
    string Data,
    string Privacy,
    string Breadcrumbs,
    string Home,
    string Csv,
    string Xlsx,
    string GeoJson,
    string JsonLines,
    ImmutableDictionary<string, string> Regions,
    ImmutableArray<string> Months);

/// <summary>Nouns beside numbers.</summary>
public sealed record CountTexts(
    Plural Communities,
    Plural Municipalities,
    Plural InMunicipalities,
    Plural Members,
    Plural Residents,
    Plural Initiatives,
    Plural Volunteers,
    Plural Hours,
    Plural Supporters,
    Plural Beneficiaries,
    Plural Duplicates,
    Plural Facts,
    Plural Found,
    string In);

public sealed record HomeTexts(
    string Title,
    string Lead,
    string SearchLabel,
    string Numbers,
    string NumberOfCommunities,
    string NumberOfMunicipalities,
    string NumberOfVerified,
    string NumberOfDormant,
    string Recent,
    string AllRecent,
    string ByForm,
    string ByMunicipality,
    string AllMunicipalities,
    string Meaning,
    string MeaningLead,
    ImmutableDictionary<EvidenceClass, string> Evidence);

/// <summary>The list with its search and filters.</summary>
public sealed record SearchTexts(
    string Title,
    string Lead,
    string Form,
    string Text,
    string TextHint,
    string Municipality,
    string CommunityForm,
    string Status,
    string StatusCounting,
    string Leader,
    string AsOf,
    string Order,
    string Any,
    string AnyForm,
    string More,
    string Show,
    string Reset,
    Func<string, string> Quoted,
    string Active,
    Func<string, string> Remove,
    string Basis,
    string Topic,
    string SuspectedOnly,
    Func<string, string> AsOfNote,
    string AsOfToday,
    Func<string, string> NotUnderstood,
    string Empty,
    string EmptyHint,
    string Next,
    string First,
    string Pages,
    string Results,
    string Downloads,
    string DownloadsHint,
    string LastSign,
    string Changed);

public sealed record CommunityTexts(
    Func<string, string> RegisterNumber,
    string Facts,
    string Infrastructure,
    string NotDescribed,
    string Leaders,
    string NoLeaders,
    string Head,
    string HeadNotVerified,
    string Initiatives,
    string NoInitiatives,
    string Suspected,
    string SuspectedHint,
    string Absorbed,
    Func<string, string> MergedInto,
    string OpenSurvivor,
    string MergedHint,
    string Closed,
    string Rejected,
    string Dormant,
    Func<string, string> DormantSince,
    string Proposed,
    string Contested,
    Func<string, string> AskedOn,
    Func<string, string> RegisterSays,
    string RegisterSaysNothing,
    string Yes,
    string No,
    string Act,
    Func<string, string> ActOn,
    Func<string, string> ActNumber,
    string Downloads);

public sealed record LeaderTexts(
    Func<string, string> RoleSince,
    string EvidenceTitle,
    string EvidenceHint,
    string NoEvidence,
    string Decision,
    string Basis,
    Func<string, string> Until,
    string StandsOn,
    string Counted,
    string Reason,
    string ReasonContested,
    string Community);

public sealed record InitiativeTexts(
    Func<int, string> StageOf,
    string Stages,
    string Done,
    string Current,
    string Ahead,
    string MissingForNext,
    string MissingForFinish,
    string NothingMissing,
    string Problem,
    string Concerned,
    string Goal,
    string Plan,
    Func<string, string> Due,
    string People,
    string Budget,
    string Work,
    string Contributions,
    string Received,
    string InKind,
    string InMoney,
    string Source,
    string Amount,
    string Hours,
    string Outcomes,
    string GoalReached,
    string GoalNotReached,
    string AfterEffects,
    string Evidence,
    string Communities,
    string Leader,
    string Dropped,
    string Paused,
    Func<string, string, string> StandsStill,
    string StandsStillHint,
    string Dossier,
    string NotStated);

public sealed record MunicipalityTexts(
    string Title,
    string Lead,
    string Search,
    string OfficialName,
    string Form,
    string Region,
    string Oktmo,
    string Names,
    string Codes,
    Func<string, string> From,
    Func<string, string> MergedInto,
    string Communities,
    string AllCommunities,
    string NoCommunities,
    string Facts);

public sealed record HistoryTexts(
    string Title,
    string Older,
    string Newest,
    string Empty,
    Func<string, string> Recorded,
    Func<string, string> Account,
    string From,
    string To,
    string Nothing,
    string ValueWithheld,
    string Unnamed);

public sealed record ErrorTexts(
    string NotFoundTitle,
    string NotFoundLead,
    string FailedTitle,
    string FailedLead,
    string VolumeTitle,
    Func<int, string> VolumeLead,
    string CursorTitle,
    string CursorLead,
    string BackToList,
    Func<string, string> NotThenLead);

/// <summary>Names of the values that have a closed set.</summary>
public sealed record NameTexts(
    ImmutableDictionary<CommunityForm, string> Forms,
    ImmutableDictionary<CommunityBasis, string> Bases,
    ImmutableDictionary<CommunityStatus, string> Statuses,
    ImmutableDictionary<LeaderStanding, string> Standings,
    ImmutableDictionary<LeaderStanding, string> LeaderMarks,
    ImmutableDictionary<CommunityOrder, string> Orders,
    ImmutableDictionary<RegisterField, string> Fields,
    ImmutableDictionary<InfrastructureElement, string> Elements,
    ImmutableDictionary<LeaderRole, string> Roles,
    ImmutableDictionary<EvidenceClass, string> EvidenceClasses,
    ImmutableDictionary<EvidenceKind, string> EvidenceKinds,
    ImmutableDictionary<Stage, string> Stages,
    ImmutableDictionary<InitiativeStatus, string> InitiativeStatuses,
    ImmutableDictionary<ContributionSource, string> Sources,
    ImmutableDictionary<MunicipalityForm, string> MunicipalityForms,
    ImmutableDictionary<string, string> Missing,
    ImmutableDictionary<string, string> Facts,
    ImmutableDictionary<string, string> Changes);
