using System.Collections.Immutable;
using CommunityGrains.LongWork;

namespace CommunityGrains.Web.Wording;

public sealed partial record WorkTexts
{
    public static readonly WorkTexts English = new()
    {
        Title = "Imports",
        Lead = "All that you imported within the last month. What is under way can be left and found again.",
        LeadOfAll = "All that the centre imported within the last month.",
        EmptyTitle = "Nothing was imported yet",
        EmptyLead = "When you import a file, you see here how far it is and what came of it.",
        States = new Dictionary<WorkState, string>
        {
            [WorkState.Waiting] = "waits for its turn",
            [WorkState.Running] = "under way",
            [WorkState.Done] = "done",
            [WorkState.Failed] = "failed",
            [WorkState.Cancelled] = "stopped",
            [WorkState.BrokenOff] = "broken off",
        }.ToImmutableDictionary(),
        Checked = "waits for you",
        Own = "yours",
        Progress = "How far it is",
        Rows = (done, total) => $"{done} of {total} rows",
        Beginning = "Reading the file",
        InTurn = "Waiting: other imports are under way",
        Leave = "You may close this page: the work goes on, and you find it again under \"Import\".",
        Elsewhere = "The work goes on on another of the centre's servers.",
        Stop = "Stop",
        Stopped = "Stopped.",
        Forgotten = "The file is deleted; nothing was recorded.",
        StoppedLead = rows => $"Gone through: {rows}. What was recorded stays. To go on, send the same "
            + "file: nothing "
            + "is recorded twice.",
        BrokenOffTitle = "The work was broken off",
        BrokenOffLead = until => "The server was restarted. Press \"Continue\": nothing is recorded twice. "
            + "The file "
            + $"is kept until {until}.",
        BrokenOffElsewhere = "The server that has the file was restarted. Send the file again: nothing is "
            + "recorded "
            + "twice.",
        Continue = "Continue",
        Drop = "Delete the file",
        TooMany = "You have three imports under way. Wait for one of them or stop it.",
        Gone = "The file is gone. Send it again: nothing is recorded twice.",
        Begun = moment => $"Begun {moment}",
        Problems = new Dictionary<string, string>
        {
            ["work.unreadable"] = "The file could not be read to its end.",
            ["work.no-right"] = "You may not import files any more. Ask the centre's administrator.",
            ["work.file-gone"] = "The file is gone. Send it again: nothing is recorded twice.",
            ["work.failed"] = "Something failed. Try to continue; if that does not help, tell the "
                + "administrator the "
                + "time that stands below.",
        }.ToImmutableDictionary(),
    };
}
