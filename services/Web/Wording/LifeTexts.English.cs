using CommunityGrains.Domain.Communities;
using CommunityGrains.Web.Life;

namespace CommunityGrains.Web.Wording;

public sealed partial record LifeTexts
{
    public static readonly LifeTexts English = new()
    {
        WorkTitle = "Work on this record",
        Edit = "Edit the entry",
        Describe = "What it stands on",
        NameHead = "Head",
        Acts = Table<LifeAct>(
            "Confirm the entry", "Reject", "Note a sign of life", "Still true", "Ask if it is true",
            "Close", "Open again", "Undo the merge"),
        ActLeads = Table<LifeAct>(
            "The community exists, and you have checked it. The entry goes into the register.",
            "There is no such community, or it is a mistake. The entry stays, outside the register.",
            "A meeting, a clean-up, a post: whatever shows that the community is alive.",
            "You know this community and confirm: it exists, and the entry is true.",
            "The record notes that the community was asked. Without an answer or a sign of life it will come "
                + "to count as silent.",
            "The community is no more. Its history stays, and it can be opened again at any time.",
            "The community is at work again.",
            "Both records stand apart again. Values taken into the joint record stay there; the earlier ones "
                + "can be given back in its history."),
        ActButtons = Table<LifeAct>(
            "Confirm", "Reject the entry", "Note it", "Yes, all is true", "Note the question",
            "Close the community", "Open", "Undo the merge"),
        SignWhat = "What was seen",
        SignWhatHint = "A clean-up; a meeting of residents; a post in the group",
        SignOn = "When",
        HeadTitle = "Head by the register",
        HeadLead = "Who the administration's register names. That is not yet a verified leader, who is "
            + "checked on its own. Only staff see personal data.",
        RemoveHead = "Remove the head",
        RemoveHeadLead = "When there is none any more. The earlier one stays in the history, encrypted.",
        InfrastructureTitle = "What the community stands on",
        InfrastructureLead = "Six supports. Write briefly, as you would tell a neighbour; an empty field "
            + "means “not described yet”. No names or phones: everybody will see it.",
        ElementHints = Table<InfrastructureElement>(
            "Who takes part, and in what groups: 54 members, young families, veterans",
            "Which organisation is its frame: a ТОС, a house council, a club",
            "Who helps from outside: a resource centre, a deputy, a business",
            "Where neighbours hear the news: a chat, a board, a paper",
            "Where they meet: the yard, a library, a room at school",
            "Whom they work with: a school, the housing company, other communities"),
        Done = DoneOf(
            ("registered", "The community is in the register."),
            ("corrected", "The entry is corrected. The history shows what changed."),
            ("unchanged", "Nothing changed: the record says so already."),
            ("already", "It is so already: there is nothing to record."),
            ("head-named", "The head is on record."),
            ("head-removed", "The record names no head any more."),
            ("described", "What the community stands on is described."),
            ("restored", "The earlier value is back."),
            ("confirm", "The entry is confirmed: the community is in the register."),
            ("reject", "The entry is rejected."),
            ("life-sign", "The sign of life is noted."),
            ("still-true", "Thank you: it is noted that the entry is true."),
            ("ask", "It is noted that the community was asked."),
            ("close", "The community is closed."),
            ("reopen", "The community is open again."),
            ("merged", "The records are one. It can be undone here, below."),
            ("merging", "The merge still runs: the other record will close in a moment. Look again in a "
                + "minute."),
            ("undo-merge", "The merge is undone: the records stand apart again."),
            ("undoing", "It is still being undone. Look again in a minute."),
            ("dismissed", "It is on record that these are two communities. Nobody will ask again.")),
    };
}
