using System.Collections.Immutable;
using CommunityGrains.Notices;

namespace CommunityGrains.Web.Wording;

public sealed partial record NoticeTexts
{
    public static readonly NoticeTexts English = new()
    {
        Title = "Notices",
        Lead = "What happened where you answer for it, or in what you follow.",
        Bell = count => count == 0 ? "Notices" : $"Notices: {count} new",
        EmptyTitle = "All quiet so far",
        EmptyLead = "Claims, decisions and news of the lists that you follow will stand here.",
        Read = "Read",
        ReadOne = what => $"Read: {what}",
        ReadAll = "Mark all as read",
        DoneRead = "Marked.",
        Older = "Earlier",
        Newest = "To the latest",
        Happened = new Dictionary<string, Func<string, string>>
        {
            ["leader.claimed.v1"] = name => $"A claim to review: {name}",
            ["leader.disputed.v1"] = name => $"Leadership disputed: {name}",
            ["leader.verified.v1"] = name => $"Leader verified: {name}",
            ["leader.refused.v1"] = name => $"Claim refused: {name}",
            ["leader.revoked.v1"] = name => $"Verification revoked: {name}",
            ["leader.dispute-dismissed.v1"] = name => $"Dispute dismissed, all stays as it was: {name}",
            ["leader.expired.v1"] = name => $"Verification expired: {name}",
            ["community.asked-if-true.v1"] = name => $"Is the entry still true? {name}",
            ["community.registered.v1"] = name => $"New in the register: {name}",
            ["community.registration-confirmed.v1"] = name => $"New in the register: {name}",
            ["initiative.proposed.v1"] = name => $"A new initiative: {name}",
            ["initiative.asked-what-holds-it-up.v1"] =
                name => $"An initiative stands still. What holds it up? {name}",
            ["initiative.finished.v1"] = name => $"An initiative is finished: {name}",
            ["account.granted.v1"] = role => $"You were given a role: {role}",
            [Happenings.VerificationEnds] = name => $"A verification is about to end: {name}",
            [Happenings.ImportFinished] = count => $"Your file was taken in: rows: {count}",
            [Happenings.ImportFailed] = _ => "Your file was not taken in: see what was in the way",
            [Happenings.Many] = count => $"News in a list that you follow: {count}",
        }.ToImmutableDictionary(),
        Otherwise = name => $"There is news: {name}",
        Until = day => $"until {day}",
        RowsRefused = count => $"rows refused: {count}",
        ByList = list => $"you follow: {list}",
        Kinds = new Dictionary<NoticeKind, string>
        {
            [NoticeKind.ReviewDue] = "Claims to review",
            [NoticeKind.ClaimDecided] = "Decisions on my claims",
            [NoticeKind.Question] = "The question “still true?”",
            [NoticeKind.Standstill] = "An initiative stands still",
            [NoticeKind.ExpiringSoon] = "A verification is running out",
            [NoticeKind.ImportFinished] = "The import of a file is over",
            [NoticeKind.RoleGiven] = "I was given a role",
            [NoticeKind.News] = "News of my lists",
        }.ToImmutableDictionary(),
        Channels = new Dictionary<Channel, string>
        {
            [Channel.Neither] = "do not tell",
            [Channel.Site] = "on the site",
            [Channel.SiteAndMail] = "on the site and by e-mail",
        }.ToImmutableDictionary(),
        Rhythms = new Dictionary<Rhythm, string>
        {
            [Rhythm.AtOnce] = "at once",
            [Rhythm.Daily] = "once a day, in the morning",
        }.ToImmutableDictionary(),
        Settings = new(
            Title: "How to tell me",
            Lead: "E-mail goes to the address that you sign in by.",
            Kind: "What about",
            Language: "Language of e-mail",
            Russian: "Russian",
            English: "English",
            Save: "Save",
            Saved: "Saved."),
        Lists = new(
            Title: "What I follow",
            Lead: "New communities, verified leaders, initiatives begun and finished in these lists.",
            Empty: "Nothing yet. Open the list of communities, narrow it to your district or topic, and "
                + "press “Follow this”.",
            Follow: "Follow this",
            FollowLead: "We tell you when something new comes into this list.",
            Often: "E-mail",
            Followed: "You follow this list now.",
            TooMany: "There is no room for more lists. End those that you no longer need.",
            Whole: "the whole register",
            Suspected: "possible duplicates",
            Paused: "paused",
            Pause: "Pause",
            PauseOne: list => $"Pause: {list}",
            GoOn: "Go on",
            GoOnOne: list => $"Go on: {list}",
            End: "Stop following",
            EndOne: list => $"Stop following: {list}",
            DonePaused: "Paused: no news of this list for now.",
            DoneGoesOn: "You follow it again.",
            DoneEnded: "You do not follow it any more."),
        Letter = new(
            ManySubject: count => $"{count} pieces of news from the register of communities",
            QuestionSubject: name => $"Is the entry still true? {name}",
            Greeting: "Hello!",
            Question: (name, day) => $"The register of communities names you as the head: {name}. On {day} "
                + "we asked whether its entry is still true, and do not know yet.",
            QuestionAnswer: "If the community is alive and nothing has changed, one press answers:",
            QuestionYes: "Yes, still true",
            QuestionOpen: "See the entry",
            QuestionElse: "If something has changed, the community's page takes corrections.",
            More: count => $"And {count} more, on the site among your notices.",
            Open: "Open",
            Why: "You get this because you have an account with the register of communities.",
            WhyHead: "You get this because the register names you as the head of a community.",
            Stop: "No more e-mail like this",
            StopTitle: "No more e-mail?",
            StopLead: "There will be no more e-mail of this kind. The site goes on telling you, and "
                + "e-mail can be turned on again.",
            StopHeadLead: "The register will send you no more e-mail.",
            StopPress: "Stop it",
            StoppedTitle: "Done: no more e-mail",
            StoppedLead: "You can turn it on again among your notices, under “How to tell me”.",
            StoppedHeadLead: "Should you change your mind, tell the resource centre.",
            Settings: "Settings of notices",
            Unknown: "This link does not fit: perhaps it was not copied whole."),
    };
}
