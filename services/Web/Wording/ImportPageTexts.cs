using System.Collections.Immutable;
using CommunityGrains.LongWork.Imports;

namespace CommunityGrains.Web.Wording;

/// <summary>Bringing a file: choosing it, seeing what would come of it, and what came of it.</summary>
public sealed partial record ImportPageTexts
{
    public required string Menu { get; init; }

    public required Plural Rows { get; init; }

    /// <summary>What a file of boundaries has instead of rows.</summary>
    public required Plural Outlines { get; init; }

    /// <summary>What a file is called ("Реестр сообществ"), and what stands in it.</summary>
    public required ImmutableDictionary<FileKind, KindWords> Kinds { get; init; }

    public required ChoosingWords Choosing { get; init; }

    public required PreviewWords Preview { get; init; }

    public required ReportWords Report { get; init; }

    public Plural RowsOf(FileKind kind) => kind == FileKind.Boundaries ? Outlines : Rows;

    public sealed record KindWords(string Name, string About, string SeeAll);

    public sealed record ChoosingWords(
        string Title,
        string Lead,
        string Kind,
        string File,
        Func<long, string> FileHint,
        string Submit,
        string SubmitHint,
        string TemplatesTitle,
        string TemplatesLead,
        Func<string, string, string> TemplateOf,
        string RecentTitle,
        string AllWorks,
        string NoFile,
        Func<long, string> TooLarge,
        string NotGeoJson,
        string NotATable,
        string TooMany,
        string NoRoom);

    public sealed record PreviewWords(
        Func<string, string> Title,
        string Lead,
        string Checking,
        string Elsewhere,
        string Gone,
        string Unreadable,
        string ResultTitle,
        Func<string, string> WouldBe,
        string NothingNewTitle,
        string NothingNewLead,
        Func<string, string> RefusedLead,
        string FirstRefused,
        Func<string, string> Start,
        string StartHint,
        string Forget,
        string AskTitle,
        string AskGo,
        string ColumnsTitle,
        string ColumnsLead,
        string Header,
        string Sample,
        string Meaning,
        string LeaveOut,
        string Required,
        string Optional,
        Func<string, string> MeaningOf,
        Func<string, string> Missing,
        Func<string, string, string, string> Doubled,
        Func<string, string> NotRead,
        string ReadingTitle,
        string Encoding,
        string Delimiter,
        string Sheet,
        Func<string, string> Found,
        ImmutableDictionary<FileEncoding, string> Encodings,
        string Semicolon,
        string Comma,
        string Tab,
        string Apply,
        string RowsTitle,
        Func<string, string> RowsLead,
        string RowNumber);

    public sealed record ReportWords(
        string Title,
        string CheckTitle,
        string New,
        string Changed,
        string Unchanged,
        string Refused,
        string WouldBeRefused,
        string Duplicates,
        Func<string, string> Told,
        string NothingNew,
        string Look,
        string LookLead,
        string Show,
        string All,
        string OnlyRefused,
        string OnlyWarnings,
        string OnlyDuplicates,
        string NothingToLookAt,
        string Row,
        string What,
        string Why,
        string OutcomeRefused,
        string OutcomeNew,
        string OutcomeChanged,
        string OutcomeUnchanged,
        Func<string, string, string> MayBeSame,
        Func<string, int, string, string> MayBeSameRow,
        string Open,
        Func<string, string> LeftOut,
        Func<string, string> Unread,
        string DownloadAll,
        string DownloadRefused,
        Func<string, string> RefusedUntil,
        string RefusedGone,
        string More,
        string Again);
}
