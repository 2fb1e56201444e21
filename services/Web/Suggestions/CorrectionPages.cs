using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Suggestions;

/// <summary>The form by which somebody says how a field should read.</summary>
public sealed record CorrectionModel(CommunityRow Community, Typed Typed)
{
    /// <summary>What a field holds now, in canonical text.</summary>
    public string? Now(RegisterField field) => RegisterFields.Read(Community.Entry, field);
}

internal static class CorrectionPages
{
    public static Task<PageAnswer> ShowAsync(PageRequest request)
    {
        var field = KebabCase.Parse<RegisterField>(request.Parameter("field"));
        var typed = Typed.Nothing();
        return PageAsync(
            request,
            field is { } known
                ? typed with { Fields = new Dictionary<string, string?> { ["field"] = KebabCase.Of(known) } }
                : typed);
    }

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        if (await FindAsync(request) is not { } found) return ErrorPages.NotFound(request.Frame);
        var field = KebabCase.Parse<RegisterField>(form.Text("field"));
        if (field is null)
        {
            return await PageAsync(
                request,
                new Typed(
                    Typed.New(), form.Fields(), "field", request.Texts.Voice.Correction.FieldChoose),
                StatusCodes.Status422UnprocessableEntity);
        }

        return await SuggestionPages.SendAsync(
            request, form,
            asked => new SuggestionCommand.SuggestCorrection(
                asked, found.Id, field.Value, RegisterFields.Read(found.Entry, field.Value),
                SuggestionPages.Told(form, "to") ?? new ToldText(""),
                SuggestionPages.Told(form, "how-known"),
                SuggestionPages.Told(form, SuggestionPages.ReplyTo)),
            (typed, status) => PageAsync(request, typed, status));
    }

    private static async Task<PageAnswer> PageAsync(
        PageRequest request, Typed typed, int status = StatusCodes.Status200OK) =>
        await FindAsync(request) is { } found
            ? PageAnswer.Of<CorrectionPage, CorrectionModel>(
                new CorrectionModel(found, typed), request.Texts.Voice.Correction.Title, Section.Voice,
                status)
            : ErrorPages.NotFound(request.Frame);

    /// <summary>The community; null when there is none about which anything can be said.</summary>
    internal static async Task<CommunityRow?> FindAsync(PageRequest request)
    {
        var found = await request.Registry.CommunityAsync(
            request.Region, new CommunityId(request.Id), cancel: request.Cancel);
        return found?.Row is { } row && VoiceLinks.Hears(row) ? row : null;
    }
}
