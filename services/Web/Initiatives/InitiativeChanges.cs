using CommunityGrains.Access;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Engine;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Acts;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Initiatives;

/// <summary>The forms of an initiative's page, each of which asks one command of it.</summary>
internal static class InitiativeChanges
{
    /// <summary>How many rows the form of a plan has beyond those that are there.</summary>
    public const int EmptySteps = 3;

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        if (KebabCase.Parse<InitiativeAct>(form.Text("act")) is not { } act)
            return ErrorPages.NotFound(request.Frame);
        var typed = new TypedForm(form);
        var make = CommandOf(act, typed, request.Context().Viewer().By);
        if (typed.Wrong is var (field, fault))
            return await AgainAsync(RefusalWords.Sentence(fault, request.Texts), field);
        var reply = await request.AskAsync(
            request.StreamOf(GrainKinds.Initiative, request.Id), make,
            InitiativeActs.RestsOnVersion(act) ? typed.Version : null);
        return reply switch
        {
            Reply.Refused refused when refused.IsNotThere() => ErrorPages.NotFound(request.Frame),
            Reply.Refused { Refusal: var refusal } => await AgainAsync(
                RefusalWords.Sentence(refusal, request.Texts), RefusalWords.FieldOf(refusal)),
            _ => new PageAnswer.GoTo(
                request.Frame.Links.InitiativeDone(new InitiativeId(request.Id), KebabCase.Of(act))),
        };

        Task<PageAnswer> AgainAsync(string problem, string? wrong) => InitiativePages.PageAsync(
            request, new InitiativeId(request.Id),
            new Attempt(Attempt.NameOf(act, typed.Key), typed.Fields, problem, wrong),
            StatusCodes.Status422UnprocessableEntity);
    }

    private static Func<Asked, InitiativeCommand> CommandOf(
        InitiativeAct act, TypedForm typed, PersonId viewer)
    {
        var (reason, id) = (typed.Text("reason"), typed.NewEntry);
        switch (act)
        {
            case InitiativeAct.Retitle:
                var title = typed.Text("title");
                return asked => new InitiativeCommand.Retitle(asked, title);
            case InitiativeAct.EnterStage:
                var stage = typed.Choice<Stage>("stage");
                return asked => new InitiativeCommand.EnterStage(asked, stage);
            case InitiativeAct.Support:
                return asked => new InitiativeCommand.Support(asked, viewer);
            case InitiativeAct.WithdrawSupport:
                return asked => new InitiativeCommand.WithdrawSupport(asked, viewer);
            case InitiativeAct.StrikeEntry:
                var entry = new EntryId(Guid.TryParse(typed.Key, out var key) ? key : Guid.Empty);
                return asked => new InitiativeCommand.StrikeEntry(asked, entry, reason);
            case InitiativeAct.NoteAfterEffects:
                var text = typed.Text("text");
                return asked => new InitiativeCommand.NoteAfterEffects(asked, text);
            case InitiativeAct.Finish:
                return asked => new InitiativeCommand.Finish(asked);
            case InitiativeAct.Pause:
                return asked => new InitiativeCommand.Pause(asked, reason);
            case InitiativeAct.Resume:
                return asked => new InitiativeCommand.Resume(asked);
            case InitiativeAct.Drop:
                return asked => new InitiativeCommand.Drop(asked, reason);
            case InitiativeAct.TakeOver:
                var leader = new LeaderId(typed.Chosen("leader"));
                return asked => new InitiativeCommand.TakeOver(asked, leader, reason);
            case InitiativeAct.JoinCommunity:
                var joined = new CommunityId(typed.Chosen("community"));
                return asked => new InitiativeCommand.JoinCommunity(asked, joined);
            case InitiativeAct.LeaveCommunity:
                var left = new CommunityId(typed.Chosen("community"));
                return asked => new InitiativeCommand.LeaveCommunity(asked, left, reason);
            default:
                return IntentOf(act, typed) ?? EntryOf(act, typed, id);
        }
    }

    /// <summary>What is wanted: problem, goal, plan, people, money.</summary>
    private static Func<Asked, InitiativeCommand>? IntentOf(InitiativeAct act, TypedForm typed)
    {
        switch (act)
        {
            case InitiativeAct.StateProblem:
                var (problem, concerned) = (typed.Text("problem"), typed.Text("concerned"));
                return asked => new InitiativeCommand.StateProblem(asked, problem, concerned);
            case InitiativeAct.SetGoal:
                var goal = typed.Text("goal");
                return asked => new InitiativeCommand.SetGoal(asked, goal);
            case InitiativeAct.MakePlan:
                var steps = typed.Steps(InitiativeLimits.PlanStepsMax + EmptySteps);
                return asked => new InitiativeCommand.MakePlan(asked, steps);
            case InitiativeAct.DescribeTeam:
                var people = typed.Text("people");
                return asked => new InitiativeCommand.DescribeTeam(asked, people);
            case InitiativeAct.SetBudget:
                var total = typed.Rubles("amount");
                return asked => new InitiativeCommand.SetBudget(asked, total);
            default:
                return null;
        }
    }

    /// <summary>What was done, given, and what came of it: entries of the dossier.</summary>
    private static Func<Asked, InitiativeCommand> EntryOf(InitiativeAct act, TypedForm typed, EntryId id)
    {
        switch (act)
        {
            case InitiativeAct.RecordWork:
                var (done, shown) = (typed.Text("what"), typed.TextOrNone("evidence"));
                var doneOn = typed.Date("happened-on");
                return asked => new InitiativeCommand.RecordWork(asked, id, done, doneOn, shown);
            case InitiativeAct.LogHours:
                var (volunteers, hours) = (typed.Number("volunteers"), typed.Decimal("hours"));
                var (what, on) = (typed.Text("what"), typed.Date("happened-on"));
                return asked => new InitiativeCommand.LogHours(asked, id, volunteers, hours, on, what);
            case InitiativeAct.ReceiveContribution:
                var (source, worth) = (typed.Choice<ContributionSource>("source"), typed.Rubles("amount"));
                var (given, givenOn) = (typed.Text("what"), typed.Date("happened-on"));
                var inKind = typed.Text("in-kind") == "true";
                return asked => new InitiativeCommand.ReceiveContribution(
                    asked, id, source, worth, inKind, given, givenOn);
            case InitiativeAct.RecordOutcome:
                var (result, evidence) = (typed.Text("result"), typed.Text("evidence"));
                var (reached, lives) = (typed.Text("goal-reached") == "true", typed.Number("beneficiaries"));
                return asked => new InitiativeCommand.RecordOutcome(
                    asked, id, result, reached, lives, evidence);
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act, "No form of it");
        }
    }
}
