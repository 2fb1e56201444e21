using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Suggestions;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Answers;

/// <summary>What a letter's link shows.</summary>
public enum AnswerState
{
    /// <summary>The question waits for its answer.</summary>
    Asked,
    SaidTrue,
    SaidGone,
    SaidChanged,

    /// <summary>Answered before, perhaps by another.</summary>
    Answered,

    /// <summary>Too old, or no longer of who leads the community.</summary>
    Expired,
}

public sealed record AnswerModel(AnswerState State, string Token, DateOnly AskedOn, CommunityRow Community);

/// <summary>
/// One press, without signing in. Opening the link changes nothing, because programs that look through mail
/// open links; only the form does. The same answer twice is one: ids of commands follow from the link.
/// </summary>
internal static class AnswerPages
{
    private static readonly Guid Space = new("4cf0a1de-92c5-5b47-8a55-1f7d0f2f6f0c");

    private static readonly TimeSpan SightMax = TimeSpan.FromSeconds(5);

    // Those of a claim that may still speak for the community.
    private static readonly LeaderStanding[] Speaks =
    [
        LeaderStanding.Claimed, LeaderStanding.UnderReview, LeaderStanding.Verified, LeaderStanding.Contested,
    ];

    public static async Task<PageAnswer> ShowAsync(PageRequest request)
    {
        var (token, link) = Read(request);
        if (link is null) return ErrorPages.NotFound(request.Frame);
        var state = request.Parameter("done") switch
        {
            "true" => AnswerState.SaidTrue,
            "gone" => AnswerState.SaidGone,
            "changed" => AnswerState.SaidChanged,
            _ => await StateAsync(request, token, link),
        };
        return await PageAsync(request, token, link, state);
    }

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        var (token, link) = Read(request);
        if (link is null) return ErrorPages.NotFound(request.Frame);
        var state = await StateAsync(request, token, link);
        if (state != AnswerState.Asked) return await PageAsync(request, token, link, state);
        var said = form.Text("answer");
        var position = said switch
        {
            "true" => await ConfirmAsync(request, token, link),
            "gone" => await TellAsync(request, token, link, Untruth.Gone),
            "changed" => await TellAsync(request, token, link, Untruth.Other),
            _ => null,
        };
        if (position is not { } seen) return await PageAsync(request, token, link, AnswerState.Expired);
        await request.Registry.WaitAsync(seen, SightMax, request.Cancel);
        return new PageAnswer.GoTo(request.Frame.Links.Answer(token, said));
    }

    private static (string Token, AnswerLink? Link) Read(PageRequest request)
    {
        var token = (string)request.Http.RouteValues["token"]!;
        return (token, request.Service<AnswerLinks>().Read(request.Region, token));
    }

    private static async Task<AnswerState> StateAsync(PageRequest request, string token, AnswerLink link)
    {
        var calendar = request.Service<RegionCalendar>();
        var community = await StateAsync(request, GrainKinds.Community.Category, link.Community.Value);
        if (community is not Community.Registered { Card: var card } || link.Expires <= calendar.Now
            || !await IsHisAsync(request, link, card))
            return AnswerState.Expired;
        foreach (var what in (Untruth[])[Untruth.Gone, Untruth.Other])
        {
            var told = await StateAsync(
                request, GrainKinds.Suggestion.Category, SuggestionOf(token, what).Value);
            if (told is not Suggestion.Unknown) return AnswerState.Answered;
        }

        return card.ConfirmedOn >= link.AskedOn ? AnswerState.Answered : AnswerState.Asked;
    }

    // A letter that went to somebody who leads it no longer answers nothing.
    private static async Task<bool> IsHisAsync(PageRequest request, AnswerLink link, Card card)
    {
        if (card.Head?.Person == link.Addressee) return true;
        var records = await request.Service<IPeopleOnRecord>().RecordsOfAsync(
            request.Region, link.Addressee, request.Cancel);
        foreach (var record in records.Where(record => record.Category == GrainKinds.Leader.Category))
        {
            var leader = await request.Registry.LeaderAsync(
                request.Region, new LeaderId(record.Key), cancel: request.Cancel);
            if (leader?.Row is { } row && row.Community == link.Community && Speaks.Contains(row.Standing))
                return true;
        }

        return false;
    }

    private static async Task<long?> ConfirmAsync(PageRequest request, string token, AnswerLink link)
    {
        var calendar = request.Service<RegionCalendar>();
        var asked = new Asked(
            new CommandId(NameBasedId.Create(Space, $"{token}/true")), link.Addressee, calendar.Now,
            calendar.Today(request.Region));
        var reply = await request.Service<IGrains>().AskAsync(
            new Order(
                new StreamId(request.Region, GrainKinds.Community.Category, link.Community.Value),
                new CommunityCommand.ConfirmStillTrue(asked)),
            request.Cancel);
        return reply is Reply.Refused ? null : reply.Position;
    }

    private static async Task<long?> TellAsync(
        PageRequest request, string token, AnswerLink link, Untruth what)
    {
        var taken = await request.Service<SuggestionIntake>().TakeAsync(
            request.Region, SuggestionOf(token, what),
            asked => new SuggestionCommand.SayNoLongerTrue(
                asked, link.Community, what, Addressee: link.Addressee),
            address: null, request.Cancel);
        return (taken as Intake.Taken)?.Position;
    }

    private static SuggestionId SuggestionOf(string token, Untruth what) =>
        new(NameBasedId.Create(Space, $"{token}/{KebabCase.Of(what)}"));

    private static async Task<object> StateAsync(PageRequest request, string category, Guid key) =>
        (await request.Service<IGrains>().StateAsync(
            new StreamId(request.Region, category, key), request.Cancel)).State;

    private static async Task<PageAnswer> PageAsync(
        PageRequest request, string token, AnswerLink link, AnswerState state)
    {
        var found = await request.Registry.CommunityAsync(
            request.Region, link.Community, cancel: request.Cancel);
        if (found is null) return ErrorPages.NotFound(request.Frame);
        var words = request.Texts.Voice.Answer;
        return PageAnswer.Of<AnswerPage, AnswerModel>(
            new AnswerModel(state, token, link.AskedOn, found.Row), words.Title, Section.Voice);
    }
}
