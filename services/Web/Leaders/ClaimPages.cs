using System.Net.Mail;
using CommunityGrains.Access;
using CommunityGrains.Access.People;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Engine;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Imports.Cells;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Acts;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Leaders;

/// <summary>The form in which one says that he leads a community. <c>Own</c>: what is known of him.
/// <c>Earlier</c>: his claim to it that is over.</summary>
public sealed record ClaimModel(
    CommunityRow Community, LeaderDetails? Earlier, Contact? Own, DateOnly Today, Attempt? Tried);

/// <summary>A claim of the viewer's. <c>Reason</c>: of refusal, dispute or revocation.</summary>
public sealed record OwnClaim(LeaderRow Row, string? Reason, ClaimNeeds Needs);

/// <summary>Saying of oneself that one leads a community. It is a claim: whether it is so is decided by
/// somebody else, and until then nothing follows from it.</summary>
internal static class ClaimPages
{
    private const string Name = "claim";

    public static async Task<PageAnswer> ShowAsync(PageRequest request)
    {
        if (await CommunityAsync(request) is not { } community) return ErrorPages.NotFound(request.Frame);
        var own = await OwnAsync(request, community.Id);
        return own is null || LeaderActs.IsOver(own.State)
            ? await PageAsync(request, community, own?.Claim, null)
            : new PageAnswer.GoTo(request.Frame.Links.Leader(own.Claim.Row.Id));
    }

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        if (await CommunityAsync(request) is not { } community) return ErrorPages.NotFound(request.Frame);
        var (typed, own) = (new TypedForm(form), await OwnAsync(request, community.Id));
        var (viewer, id) = (request.Context().Viewer().By, IdOf(request, community.Id, own));
        var make = CommandOf(typed, viewer, community.Id);
        var showsProtocol = typed.TextOrNone("what") is not null
            || typed.TextOrNone("happened-on") is not null;
        if (showsProtocol) typed.Date("happened-on");
        if (typed.Wrong is var (field, fault))
            return await RefuseAsync(RefusalWords.Sentence(fault, request.Texts), field);
        var reply = await request.AskAsync(request.StreamOf(GrainKinds.Leader, id.Value), make);
        if (reply is Reply.Refused { Refusal: var refusal } refused)
            return refused.IsNotThere()
                ? ErrorPages.NotFound(request.Frame)
                : await RefuseAsync(
                    RefusalWords.Sentence(refusal, request.Texts), RefusalWords.FieldOf(refusal));
        return showsProtocol && await ProtocolAsync(request, id, typed) is { } again
            ? again
            : new PageAnswer.GoTo(request.Frame.Links.LeaderDone(id, Name));

        Task<PageAnswer> RefuseAsync(string problem, string? wrong) => PageAsync(
            request, community, own?.Claim, new Attempt(Name, typed.Fields, problem, wrong));
    }

    /// <summary>The viewer's claims, those that can still become something first.</summary>
    public static async Task<IReadOnlyList<OwnClaim>> OwnAsync(PageRequest request)
    {
        var today = request.Service<RegionCalendar>().Today(request.Region);
        var claims = new List<OwnClaim>();
        foreach (var (claim, state) in await AllOwnAsync(request))
        {
            claims.Add(new OwnClaim(claim.Row, claim.Reason, ClaimNeeds.Of(state.CardOrNone()!, today)));
        }

        return [.. claims.OrderBy(claim => claim.Row.Standing is LeaderStanding.SteppedDown
            or LeaderStanding.Refused or LeaderStanding.Revoked or LeaderStanding.Expired)];
    }

    /// <summary>How to reach somebody, as a form says it.</summary>
    public static (EmailAddress? Email, PhoneNumber? Phone) Reach(TypedForm typed)
    {
        var (email, phone) = (typed.TextOrNone("email"), typed.TextOrNone("phone"));
        if (email is not null && !MailAddress.TryCreate(email, out _))
            typed.Fail("email", FieldFault.EmailUnfit, email);
        var number = phone is null ? null
            : PhoneCell.Read(phone).Text ?? typed.Fail<string?>("phone", FieldFault.PhoneUnfit, null);
        return (
            email is null ? null : new EmailAddress(email),
            number is null ? null : new PhoneNumber(number));
    }

    private static Func<Asked, LeaderCommand> CommandOf(
        TypedForm typed, PersonId viewer, CommunityId community)
    {
        var (email, phone) = Reach(typed);
        var person = new Contact(viewer, new PersonName(typed.Text("name")), email, phone);
        var (role, words) = (typed.Choice<LeaderRole>("role"), typed.Text("role-text"));
        var from = typed.DateOrNone("from");
        return asked => new LeaderCommand.Claim(asked, person, community, role, words, from);
    }

    /// <summary>The protocol that came with the claim; the claim's page with its form when it was
    /// refused.</summary>
    private static async Task<PageAnswer?> ProtocolAsync(PageRequest request, LeaderId id, TypedForm typed)
    {
        var (entry, what, on) = (typed.NewEntry, typed.Text("what"), typed.Date("happened-on"));
        var reply = await request.AskAsync(
            request.StreamOf(GrainKinds.Leader, id.Value),
            asked => new LeaderCommand.GiveEvidence(asked, entry, EvidenceKind.MeetingProtocol, what, on));
        if (reply is not Reply.Refused { Refusal: var refusal }) return null;
        var form = Attempt.NameOf(LeaderAct.GiveEvidence, KebabCase.Of(EvidenceKind.MeetingProtocol));
        return await LeaderPages.PageAsync(
            request, id,
            new Attempt(
                form, typed.Fields, RefusalWords.Sentence(refusal, request.Texts),
                RefusalWords.FieldOf(refusal)),
            StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<PageAnswer> PageAsync(
        PageRequest request, CommunityRow community, LeaderDetails? earlier, Attempt? tried)
    {
        var viewer = request.Context().Viewer();
        var known = await request.Service<PeopleDirectory>().OneAsync(
            viewer, request.Region, viewer.By, request.Cancel);
        return PageAnswer.Of<ClaimPage, ClaimModel>(
            new ClaimModel(
                community, earlier, known?.Records.Select(record => record.Contact).FirstOrDefault(),
                request.Service<RegionCalendar>().Today(request.Region), tried),
            request.Texts.Claims.Raising.Title, Section.Leaders,
            tried is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The community of the address, if it is one that can be led.</summary>
    private static async Task<CommunityRow?> CommunityAsync(PageRequest request)
    {
        var found = await request.Registry.CommunityAsync(
            request.Region, new CommunityId(request.Id), cancel: request.Cancel);
        return found?.Row is { Status: CommunityStatus.Proposed or CommunityStatus.Registered
            or CommunityStatus.Active or CommunityStatus.Dormant } row
            ? row
            : null;
    }

    // One claim for a person and a community, however often the form is sent.
    private static LeaderId IdOf(PageRequest request, CommunityId community, Own? known) =>
        known?.Claim.Row.Id
        ?? new LeaderId(NameBasedId.Create(request.Context().Viewer().By.Value, $"claim {community}"));

    private static async Task<Own?> OwnAsync(PageRequest request, CommunityId community) =>
        (await AllOwnAsync(request)).Where(own => own.Claim.Row.Community == community)
            .OrderBy(own => LeaderActs.IsOver(own.State)).FirstOrDefault();

    private static async Task<IReadOnlyList<Own>> AllOwnAsync(PageRequest request)
    {
        var (viewer, all) = (request.Context().Viewer().By, new List<Own>());
        var records = await request.Service<IPeopleOnRecord>().RecordsOfAsync(
            request.Region, viewer, request.Cancel);
        foreach (var record in records.Where(one => one.Category == GrainKinds.Leader.Category))
        {
            var state = (Leader)(await request.Service<IGrains>().StateAsync(record, request.Cancel)).State;
            if (state.CardOrNone()?.Person.Person != viewer) continue;
            if (await request.Registry.LeaderAsync(
                request.Region, new LeaderId(record.Key), cancel: request.Cancel) is { } claim)
                all.Add(new Own(claim, state));
        }

        return all;
    }

    private sealed record Own(LeaderDetails Claim, Leader State);
}
