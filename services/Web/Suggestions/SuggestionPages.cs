using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Suggestions;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Texts;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Suggestions;

/// <summary>What was typed into a form that was not accepted, and why. <c>Number</c>: the suggestion's id,
/// given with the form: sent twice, it is one suggestion. <c>Field</c>: where it is wrong; null: not in one
/// field.</summary>
public sealed record Typed(
    SuggestionId Number, IReadOnlyDictionary<string, string?> Fields, string? Field = null,
    string? Problem = null)
{
    /// <summary>A form that nobody has filled in yet.</summary>
    public static Typed Nothing() => new(New(), new Dictionary<string, string?>());

    public static SuggestionId New() => new(Guid.CreateVersion7());

    /// <summary>What was typed into a field.</summary>
    public string? Of(string field) => Fields.GetValueOrDefault(field);

    /// <summary>What is wrong with a field.</summary>
    public string? ProblemOf(string field) => field == Field ? Problem : null;

    /// <summary>What is wrong with the form as a whole.</summary>
    public string? ProblemAtLarge => Field is null ? Problem : null;
}

/// <summary>What became of a suggestion: the state, and nothing of what was told.</summary>
public sealed record SuggestionModel(SuggestionId Id, SuggestionStatus Status, bool IsNew);

/// <summary>What the forms of residents have in common.</summary>
internal static class SuggestionPages
{
    public const string Trap = "homepage", Number = "number", ReplyTo = "reply-to";

    private static readonly TimeSpan SightMax = TimeSpan.FromSeconds(5);

    /// <summary>What became of it. Whoever has the address has sent it, or was given it by who has; all it
    /// tells is one word.</summary>
    public static async Task<PageAnswer> StateAsync(PageRequest request)
    {
        var id = new SuggestionId(request.Id);
        var stream = new StreamId(request.Region, GrainKinds.Suggestion.Category, id.Value);
        var state = (await request.Service<IGrains>().StateAsync(stream, request.Cancel)).State;
        SuggestionStatus? status = state switch
        {
            Suggestion.Open => SuggestionStatus.Open,
            Suggestion.Accepted => SuggestionStatus.Accepted,
            Suggestion.Declined => SuggestionStatus.Declined,
            Suggestion.Outdated => SuggestionStatus.Outdated,
            _ => null,
        };
        if (status is not { } known) return ErrorPages.NotFound(request.Frame);
        var words = request.Texts.Voice;
        var isNew = request.Parameter("done") == "sent";
        return PageAnswer.Of<SuggestionPage, SuggestionModel>(
            new SuggestionModel(id, known, isNew), words.State.Title(SuggestionNumber.Of(id)), Section.Voice);
    }

    /// <summary>Sends what was typed, and answers with the page of its state; or with the form again and what
    /// is wrong with it.</summary>
    public static async Task<PageAnswer> SendAsync(
        PageRequest request, Form form, Func<Asked, SuggestionCommand> make,
        Func<Typed, int, Task<PageAnswer>> again)
    {
        var words = request.Texts.Voice.Form;
        if (form.Has(Trap) && form.Text(Trap) is not null)
            return await AgainAsync(null, words.TrapFilled, StatusCodes.Status422UnprocessableEntity);
        var number = new SuggestionId(
            Guid.TryParse(form.Text(Number), out var id) && id != Guid.Empty ? id : Typed.New().Value);
        var address = Browsers.AddressOf(request.Context().Connection.RemoteIpAddress);
        var taken = await request.Service<SuggestionIntake>().TakeAsync(
            request.Region, number, make, address, request.Cancel);
        switch (taken)
        {
            case Intake.Taken done:
                if (done.Position > 0)
                    await request.Registry.WaitAsync(done.Position, SightMax, request.Cancel);
                return new PageAnswer.GoTo(request.Frame.Links.Suggestion(done.Id, "sent"));
            case Intake.Wait wait:
                request.Context().Response.Headers.RetryAfter = $"{(int)Math.Ceiling(wait.For.TotalSeconds)}";
                return await AgainAsync(
                    null, words.Wait((int)Math.Ceiling(wait.For.TotalMinutes)),
                    StatusCodes.Status429TooManyRequests);
            case Intake.Full:
                return await AgainAsync(null, words.Full, StatusCodes.Status503ServiceUnavailable);
            case Intake.Refused refused:
                var field = refused.Refusal.Details.FirstOrDefault(form.Has);
                return await AgainAsync(
                    field, Sentence(request, refused.Refusal), StatusCodes.Status422UnprocessableEntity);
            default:
                throw new InvalidOperationException($"{taken.GetType().Name} is no outcome known here");
        }

        Task<PageAnswer> AgainAsync(string? field, string problem, int status) =>
            again(new Typed(Typed.New(), form.Fields(), field, problem), status);
    }

    /// <summary>A text that was typed, as it is told; null when the field is empty.</summary>
    public static ToldText? Told(Form form, string field) =>
        form.Text(field, StoredText.LengthMax) is { } text ? new ToldText(text) : null;

    private static string Sentence(PageRequest request, Refusal refusal)
    {
        var words = request.Texts.Voice.Form;
        return refusal switch
        {
            { Code: "suggestion.field-invalid", Details: [ReplyTo, ..] } => words.AddressInvalid,
            { Code: "suggestion.text-missing" } => words.TextMissing,
            _ => Refusals.Sentence(refusal.Code, request.Texts.Registry),
        };
    }
}
