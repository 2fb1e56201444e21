using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Errors;

/// <summary>What an error page says, and where it leads on.</summary>
public sealed record ErrorModel(
    string Title, string Lead, string? Address = null, string? AddressName = null);

internal static class ErrorPages
{
    /// <summary>No such address, or no such record.</summary>
    public static Task<PageAnswer> NotFound(PageRequest request) =>
        Task.FromResult(NotFound(request.Frame, request.AsOf));

    /// <summary><c>asOf</c>: the day asked about, when the record was perhaps only not there yet.</summary>
    public static PageAnswer NotFound(Frame frame, DateOnly? asOf = null)
    {
        var texts = frame.Words.Texts;
        var lead = asOf is { } date
            ? texts.Errors.NotThenLead(frame.Words.Date(date))
            : texts.Errors.NotFoundLead;
        var model = asOf is null
            ? new ErrorModel(texts.Errors.NotFoundTitle, lead)
            : new ErrorModel(
                texts.Errors.NotFoundTitle, lead, frame.Links.HereWith("asOf", null), texts.Search.AsOfToday);
        return Answer(model, StatusCodes.Status404NotFound);
    }

    public static PageAnswer CursorInvalid(Frame frame)
    {
        var texts = frame.Words.Texts;
        var first = frame.Links.Without("cursor", "history");
        return Answer(
            new ErrorModel(texts.Errors.CursorTitle, texts.Errors.CursorLead, first, texts.Errors.BackToList),
            StatusCodes.Status400BadRequest);
    }

    /// <summary>More people's data than an account is shown within an hour.</summary>
    public static PageAnswer TooMany(Frame frame, TimeSpan retryAfter)
    {
        var texts = frame.Words.Texts.Errors;
        var minutes = (int)Math.Ceiling(retryAfter.TotalMinutes);
        return Answer(
            new ErrorModel(texts.VolumeTitle, texts.VolumeLead(minutes)),
            StatusCodes.Status429TooManyRequests);
    }

    public static PageAnswer Failed(Frame frame)
    {
        var texts = frame.Words.Texts;
        return Answer(
            new ErrorModel(texts.Errors.FailedTitle, texts.Errors.FailedLead),
            StatusCodes.Status500InternalServerError);
    }

    /// <summary>A form that is not of this browser's page, or whose page is too old. Nothing was
    /// done.</summary>
    public static PageAnswer FormExpired(PageRequest request, string again)
    {
        var words = request.Texts.Account.Problems;
        return Answer(
            new ErrorModel(words.FormTitle, words.FormLead, again, words.FormAgain),
            StatusCodes.Status400BadRequest);
    }

    /// <summary>A secret would have travelled in the clear.</summary>
    public static PageAnswer NotSecure(PageRequest request)
    {
        var words = request.Texts.Account.Problems;
        return Answer(
            new ErrorModel(words.NotSecureTitle, words.NotSecureLead), StatusCodes.Status403Forbidden);
    }

    /// <summary>An invitation that is used, too old or mistyped.</summary>
    public static PageAnswer InvitationGone(PageRequest request)
    {
        var words = request.Texts.Account.Invitation;
        return Answer(new ErrorModel(words.GoneTitle, words.GoneLead), StatusCodes.Status404NotFound);
    }

    private static PageAnswer Answer(ErrorModel model, int status) =>
        PageAnswer.Of<ErrorPage, ErrorModel>(model, model.Title, status: status);
}
