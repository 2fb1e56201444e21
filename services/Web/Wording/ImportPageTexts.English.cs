using System.Collections.Immutable;
using CommunityGrains.LongWork.Imports;

namespace CommunityGrains.Web.Wording;

public sealed partial record ImportPageTexts
{
    public static readonly ImportPageTexts English = new()
    {
        Menu = "Import",
        Rows = Plural.English("row", "rows"),
        Outlines = Plural.English("outline", "outlines"),
        Kinds = new Dictionary<FileKind, KindWords>
        {
            [FileKind.Municipalities] = new(
                "Municipalities", "The districts and urban okrugs: name, kind, ОКТМО code, centre point.",
                "See the municipalities"),
            [FileKind.Boundaries] = new(
                "Boundaries of municipalities", "A GeoJSON file with polygons. Import the municipalities "
                + "themselves first.", "See the municipalities"),
            [FileKind.Register] = new(
                "Register of communities", "ТОС, house councils, clubs and others, in the shape that you "
                    + "keep "
                + "the register in.", "See the communities"),
            [FileKind.Leaders] = new(
                "Leaders", "Who stands for which community: name, role, phone, e-mail.",
                "See the communities"),
            [FileKind.Initiatives] = new(
                "Initiatives", "What communities do: problem, goal, plan, budget, outcome.",
                "See the communities"),
        }.ToImmutableDictionary(),
        Choosing = new(
            Title: "Import files",
            Lead: "First we show what would come of it and record nothing. The same file may be sent as "
                + "often "
                + "as you like: only what is new is recorded.",
            Kind: "What the file holds",
            File: "File",
            FileHint: megabytes => $"CSV or Excel; GeoJSON for boundaries. Up to {megabytes} MB.",
            Submit: "Check the file",
            SubmitHint: "The file is kept encrypted and deleted after the import, or in an hour when nothing "
                + "is imported.",
            TemplatesTitle: "Templates",
            TemplatesLead: "If you have no file yet, fill in ours. Columns you do not need can be deleted; "
                + "leave the names as they are.",
            TemplateOf: (kind, format) => $"{kind}: {format} template",
            RecentTitle: "Recent imports",
            AllWorks: "All imports",
            NoFile: "Choose a file.",
            TooLarge: megabytes => $"The file is larger than {megabytes} MB. Divide it into parts.",
            NotGeoJson: "Boundaries are imported from GeoJSON: a .geojson or .json file is needed.",
            NotATable: "This is GeoJSON, which serves for boundaries only. A CSV or Excel file is needed.",
            TooMany: "You have three imports under way. Wait for one of them or stop it.",
            NoRoom: "There is no room for a file now: many imports are under way. Try again in an hour."),
        Preview = new(
            Title: kind => $"Check: {kind}",
            Lead: "Nothing is recorded yet. See whether we read the file right.",
            Checking: "Checking",
            Elsewhere: "The file lies on another of the centre's servers, so it cannot be shown from here. "
                + "Send the file again.",
            Gone: "The file is gone: what is not imported is kept for an hour. Send the file again.",
            Unreadable: "The file cannot be read so",
            ResultTitle: "What would come of it",
            WouldBe: rows => $"The file has {rows}.",
            NothingNewTitle: "Nothing new",
            NothingNewLead: "All that is in this file is on record already. There is no need to import it.",
            RefusedLead: rows => $"Not to be recorded: {rows}. The others can be imported now, and these "
                + "mended "
                + "and sent later: the report gives them as a file of their own.",
            FirstRefused: "Why they are not",
            Start: rows => $"Import {rows}",
            StartHint: "A part can be recorded too: rows with errors stay in the report.",
            Forget: "Do not import",
            AskTitle: "We need a hint",
            AskGo: "To the columns",
            ColumnsTitle: "Columns",
            ColumnsLead: "On the left as in the file, on the right as we took them. Where we are wrong, "
                + "choose.",
            Header: "In the file",
            Sample: "For example",
            Meaning: "What it is",
            LeaveOut: "— leave out —",
            Required: "Required",
            Optional: "The others",
            MeaningOf: header => $"What \"{header}\" is",
            Missing: names => $"Required and not found: {names}. Say in which column it stands.",
            Doubled: (name, first, second) =>
                $"\"{first}\" and \"{second}\" are both \"{name}\". Leave one of them out.",
            NotRead: headers => $"Not read: {headers}. If something you need is there, choose what it is.",
            ReadingTitle: "How to read the file",
            Encoding: "Encoding",
            Delimiter: "Delimiter",
            Sheet: "Sheet",
            Found: what => $"Find out ({what})",
            Encodings: new Dictionary<FileEncoding, string>
            {
                [FileEncoding.Windows1251] = "Windows-1251",
                [FileEncoding.Dos866] = "DOS (866)",
                [FileEncoding.Koi8R] = "KOI8-R",
            }.ToImmutableDictionary(),
            Semicolon: "semicolon",
            Comma: "comma",
            Tab: "tab",
            Apply: "Apply and check again",
            RowsTitle: "First rows",
            RowsLead: rows => $"As we read them: {rows}. If there are signs instead of letters, change the "
                + "encoding.",
            RowNumber: "No."),
        Report = new(
            Title: "Outcome",
            CheckTitle: "What would come of it",
            New: "new",
            Changed: "changed",
            Unchanged: "unchanged",
            Refused: "not recorded",
            WouldBeRefused: "not to be recorded",
            Duplicates: "similar pairs",
            Told: rows => $"The file has {rows}.",
            NothingNew: "Nothing new: all of this file was on record already. That is as it should be when "
                + "it "
                + "is sent again.",
            Look: "What to look at",
            LookLead: "Rows are numbered as in your table.",
            Show: "Show",
            All: "all",
            OnlyRefused: "not recorded",
            OnlyWarnings: "remarks",
            OnlyDuplicates: "similar",
            NothingToLookAt: "All rows went through without a remark.",
            Row: "Row",
            What: "What of it",
            Why: "Why, and what to do",
            OutcomeRefused: "not recorded",
            OutcomeNew: "new",
            OutcomeChanged: "changed",
            OutcomeUnchanged: "unchanged",
            MayBeSame: (name, percent) => $"May be the same as {name} ({percent}%)",
            MayBeSameRow: (name, row, percent) => $"May be the same as {name} in row {row} ({percent}%)",
            Open: "Open the record",
            LeftOut: rows => $"These are the first; {rows} more are left out.",
            Unread: headers => $"Columns not read: {headers}.",
            DownloadAll: "Download the report (CSV)",
            DownloadRefused: "Download the rows not recorded (CSV)",
            RefusedUntil: moment => $"The file may hold personal data, so it is kept until {moment}. Mend "
                + "the "
                + "rows and send it as a new file.",
            RefusedGone: "The file with the rows that were not recorded is deleted. Mend them in your own "
                + "table "
                + "and send it again: nothing is recorded twice.",
            More: "Next",
            Again: "Import another file"),
    };
}
