using CommunityGrains.Access.People;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Engine;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Acts;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Leaders;

/// <summary>The forms of a claim's page, each of which asks one command of the claim.</summary>
internal static class LeaderChanges
{
    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        var id = new LeaderId(request.Id);
        if (KebabCase.Parse<LeaderAct>(form.Text("act")) is not { } act
            || await request.Registry.LeaderAsync(request.Region, id, cancel: request.Cancel)
                is not { } found)
            return ErrorPages.NotFound(request.Frame);
        var typed = new TypedForm(form);
        var make = await CommandOfAsync(request, found, act, typed);
        if (typed.Wrong is var (field, fault))
            return await AgainAsync(request, act, typed, RefusalWords.Sentence(fault, request.Texts), field);
        var reply = await request.AskAsync(
            request.StreamOf(GrainKinds.Leader, request.Id), make,
            LeaderActs.RestsOnVersion(act) ? typed.Version : null);
        return reply switch
        {
            Reply.Refused refused when refused.IsNotThere() => ErrorPages.NotFound(request.Frame),
            Reply.Refused { Refusal: var refusal } => await AgainAsync(
                request, act, typed, RefusalWords.Sentence(refusal, request.Texts),
                RefusalWords.FieldOf(refusal)),
            _ => new PageAnswer.GoTo(request.Frame.Links.LeaderDone(id, KebabCase.Of(act))),
        };
    }

    /// <summary>The claim's page with a form that was refused.</summary>
    public static Task<PageAnswer> AgainAsync(
        PageRequest request, LeaderAct act, TypedForm typed, string problem, string? field) =>
        LeaderPages.PageAsync(
            request, new LeaderId(request.Id),
            new Attempt(Attempt.NameOf(act, typed.Key), typed.Fields, problem, field),
            status: StatusCodes.Status422UnprocessableEntity);

    private static async Task<Func<Asked, LeaderCommand>> CommandOfAsync(
        PageRequest request, LeaderDetails found, LeaderAct act, TypedForm typed)
    {
        if (act == LeaderAct.GiveEvidence) return await EvidenceAsync(request, found, typed);
        var entry = new EntryId(Guid.TryParse(typed.Key, out var key) ? key : Guid.Empty);
        var reason = typed.Text("reason");
        return act switch
        {
            LeaderAct.WithdrawEvidence => asked => new LeaderCommand.WithdrawEvidence(asked, entry, reason),
            LeaderAct.StartReview => asked => new LeaderCommand.StartReview(asked),
            LeaderAct.Verify => Verify(typed),
            LeaderAct.Refuse => asked => new LeaderCommand.Refuse(asked, reason, Facts(typed)),
            LeaderAct.Dispute => asked => new LeaderCommand.Dispute(asked, reason),
            LeaderAct.DismissDispute => asked => new LeaderCommand.DismissDispute(asked, reason),
            LeaderAct.Revoke => asked => new LeaderCommand.Revoke(asked, reason),
            LeaderAct.Rename => Rename(typed, reason),
            LeaderAct.MoveTo => Move(typed, reason),
            LeaderAct.ChangeRole => ChangeRole(typed),
            LeaderAct.ChangeContact => ChangeContact(typed),
            LeaderAct.StepDown => asked =>
                new LeaderCommand.StepDown(asked, typed.TextOrNone("reason")),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No form of it"),
        };
    }

    /// <summary>A fact that the registry knows is taken from there as it is, whatever the form says of it;
    /// the others are told by whoever gives them.</summary>
    public static async Task<Func<Asked, LeaderCommand>> EvidenceAsync(
        PageRequest request, LeaderDetails found, TypedForm typed)
    {
        var id = typed.NewEntry;
        var kind = typed.Choice<EvidenceKind>("kind");
        if (kind is EvidenceKind.InitiativeProposed or EvidenceKind.InitiativeUnderWay
            or EvidenceKind.InitiativeFinished)
        {
            var work = await LeaderWork.ReadAsync(request, found);
            var offer = work?.Offers.FirstOrDefault(one => one.Key == typed.Key)
                ?? typed.Fail<EvidenceOffer?>("kind", FieldFault.NotOnRecord, null);
            return asked => new LeaderCommand.GiveEvidence(
                asked, id, kind, offer!.What, offer.On, offer.Initiative.Value);
        }

        var (what, on) = (typed.Text("what"), typed.Date("happened-on"));
        var witness = kind == EvidenceKind.MemberConfirmation
            ? await WitnessAsync(request, found, typed)
            : null;
        return asked => new LeaderCommand.GiveEvidence(asked, id, kind, what, on, witness);
    }

    /// <summary>The member who confirms: one whom the community's records name is himself; of anybody else
    /// nothing is kept but an id that follows from his name, so that he counts once.</summary>
    private static async Task<Guid?> WitnessAsync(
        PageRequest request, LeaderDetails found, TypedForm typed)
    {
        var (index, region, place) =
            (request.Service<PersonalVault>().Index, request.Region, found.Row.Community);
        if (index.MemberOf(region, place, typed.Text("member")) is not { } member)
            return typed.Fail<Guid?>("member", FieldFault.NameTooShort, null);
        var community = await request.Registry.CommunityAsync(region, place, cancel: request.Cancel);
        var onRecord = (community?.Leaders ?? []).Select(row => row.Person)
            .Append(found.Row.Person).Append(community?.Row.Head)
            .OfType<Contact>().Where(contact => contact.Person != default);
        return onRecord.FirstOrDefault(contact => index.MemberOf(region, place, contact.Name.Value) == member)
            ?.Person.Value ?? member;
    }

    private static Func<Asked, LeaderCommand> Verify(TypedForm typed)
    {
        var (basis, until, facts) = (typed.Text("basis"), typed.Date("until"), Facts(typed));
        return asked => new LeaderCommand.Verify(asked, basis, facts, until);
    }

    private static Func<Asked, LeaderCommand> Rename(TypedForm typed, string reason)
    {
        var name = new PersonName(typed.Text("name"));
        return asked => new LeaderCommand.Rename(asked, name, reason);
    }

    private static Func<Asked, LeaderCommand> Move(TypedForm typed, string reason)
    {
        var community = new CommunityId(typed.Chosen("community"));
        return asked => new LeaderCommand.MoveTo(asked, community, reason);
    }

    private static Func<Asked, LeaderCommand> ChangeRole(TypedForm typed)
    {
        var (role, words) = (typed.Choice<LeaderRole>("role"), typed.Text("role-text"));
        return asked => new LeaderCommand.ChangeRole(asked, role, words);
    }

    private static Func<Asked, LeaderCommand> ChangeContact(TypedForm typed)
    {
        var (email, phone) = ClaimPages.Reach(typed);
        return asked => new LeaderCommand.ChangeContact(asked, email, phone);
    }

    private static ValueList<EntryId> Facts(TypedForm typed) =>
        [.. typed.All("fact").Where(text => Guid.TryParse(text, out _)).Select(text =>
            new EntryId(Guid.Parse(text, System.Globalization.CultureInfo.InvariantCulture)))];
}
