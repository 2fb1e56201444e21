using System.Collections.Immutable;

namespace CommunityGrains.Web.Wording;

public sealed partial record TodayTexts
{
    public static readonly TodayTexts English = new()
    {
        Title = "What needs me today",
        Lead = "first what people are waiting for",
        Short = "Today",
        Sum = "How much waits",
        EmptyTitle = "All done for today: nobody is waiting for you",
        EmptyLead = "Every claim is decided, questions are answered, nothing runs out. Have a good day!",
        GroupEmpty = "All done here",
        Back = "To the rest of the day",
        All = count => $"All {count}",
        AllOf = (count, group) => $"All {count}: {group}",
        Groups = new Dictionary<string, GroupWords>
        {
            ["questions"] = new(
                "Please answer: still true?",
                "The centre asks whether the community is alive and its entry right. If so: one press."),
            ["claims"] = new("Your claims", "How the confirmation that you lead a community is getting on."),
            ["next-stages"] = new("What your initiatives need", "What is missing before the next stage."),
            ["reviews"] = new(
                "Claims to review",
                "People say that they lead a community. Who has waited longest comes first."),
            ["suggested"] = new(
                "From residents", "Corrections and news from people without an account: accept or decline."),
            ["proposed"] = new("Proposed communities", "Somebody told of them; confirm or reject."),
            ["unanswered"] = new(
                "No answer",
                "Asked more than a week ago and silent. Call them before the entry falls asleep."),
            ["duplicates"] = new(
                "Possible duplicates", "Entries alike: one community entered twice, or neighbours?"),
            ["expiring"] = new(
                "Verifications running out", "They end within 30 days. Prolong them or look again."),
            ["to-ask"] = new(
                "Long unheard of", "No sign of life for more than a year. Ask whether all is still true."),
            ["stuck"] = new("Stuck initiatives", "Nothing was recorded of them for more than 60 days."),
        }.ToImmutableDictionary(),
        Since = day => $"waiting since {day}",
        Until = day => $"until {day}",
        Silent = day => $"quiet since {day}",
        Asked = day => $"asked on {day}",
        Missing = parts => $"Missing: {parts}",
        NoHead = "The register names no head",
        Ask = "Ask",
        AskOne = name => $"Ask whether all is still true: {name}",
        Answer = "Yes, still true",
        AnswerOne = name => $"Yes, still true: {name}",
        DoneAsked = "Asked. The question went to those who lead the community.",
        DoneAnswered = "Thank you! It is noted that all is still true.",
    };
}
