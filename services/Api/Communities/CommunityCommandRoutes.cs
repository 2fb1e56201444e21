using CommunityGrains.Api.Commands;
using CommunityGrains.Domain;
using static CommunityGrains.Api.Commands.CommandRoute;
using static CommunityGrains.Domain.Communities.CommunityCommand;

namespace CommunityGrains.Api.Communities;

/// <summary>Where each command of a community stands.</summary>
public static class CommunityCommandRoutes
{
    public static readonly Resource Resource = new("communities", GrainKinds.Community,
    [
        Begin<Register>("", "Enter a community in the register, on a basis", """
            {"fields": [{"field": "name", "to": "ТОС «Заречье»"},
            {"field": "form", "to": "territorial-self-government"},
            {"field": "municipality", "to": "0193a0c0-0000-7000-8000-000000000001"}],
            "basis": "Решение Совета от 12.12.2020 № 105"}
            """),
        Begin<Propose>("/proposals", "Say that a community exists; a manager has yet to confirm it"),
        To<ConfirmRegistration>("/{id:guid}/confirmation", "Confirm a proposed community, on a basis"),
        To<Reject>("/{id:guid}/rejection", "Reject a proposed community"),
        To<StateByRegister>("/{id:guid}/register-statements",
            "Say what the office's register says; values that people corrected since stay"),
        To<Correct>("/{id:guid}/corrections", "Correct fields of the entry", """
            {"changes": [{"field": "members", "to": "54"}, {"field": "note", "to": null}],
            "reason": "по протоколу собрания"}
            """),
        To<NameHead>("/{id:guid}/head", "Name the head, as the register states it (not verified)"),
        To<RemoveHead>("/{id:guid}/head-removal", "Say that no head is stated any more"),
        To<DrawBoundary>("/{id:guid}/boundary", "Draw the boundary, or take it away with null"),
        To<DescribeInfrastructure>("/{id:guid}/infrastructure/{element}",
            "Describe one of the six elements of the support infrastructure",
            """{"text": "беседка и стенд у дома 5"}"""),
        To<AskIfTrue>("/{id:guid}/questions", "Ask whether the entry is still true"),
        To<ConfirmStillTrue>("/{id:guid}/still-true", "Answer that it is"),
        To<NoteLifeSign>("/{id:guid}/life-signs", "Note a sign of life",
            """{"what": "субботник во дворе", "seenOn": "2026-10-03"}"""),
        To<CountAsDormant>("/{id:guid}/dormancy", "Count it as dormant: no sign of life since a date"),
        To<Close>("/{id:guid}/closure", "Close it"),
        To<Reopen>("/{id:guid}/reopening", "Open it again"),
        To<SuggestDuplicate>("/{id:guid}/duplicates", "Suggest that another record is the same community"),
        To<DismissDuplicate>("/{id:guid}/duplicates/{other}/dismissal",
            "Say that the other record is another community"),
        To<Absorb>("/{id:guid}/merges", "Take another record into this one; both histories stay"),
        To<UndoMerge>("/{id:guid}/merge-undo", "Let this merged record stand on its own again"),
    ]);
}
