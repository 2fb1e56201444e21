using CommunityGrains.Domain;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Suggestions;

/// <summary>The form by which somebody says that what stands of a community is true no longer.</summary>
public sealed record UntruthModel(CommunityRow Community, Typed Typed);

internal static class UntruthPages
{
    public static Task<PageAnswer> ShowAsync(PageRequest request) => PageAsync(request, Typed.Nothing());

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        if (await CorrectionPages.FindAsync(request) is not { } found)
            return ErrorPages.NotFound(request.Frame);
        var words = request.Texts.Voice.Untruth;
        var (what, told) = (
            KebabCase.Parse<Untruth>(form.Text("what")), SuggestionPages.Told(form, "words"));
        if (what is null) return await AgainAsync("what", words.WhatMissing);
        if (what == Untruth.Other && told is null) return await AgainAsync("words", words.WordsMissing);
        return await SuggestionPages.SendAsync(
            request, form,
            asked => new SuggestionCommand.SayNoLongerTrue(
                asked, found.Id, what.Value, told, SuggestionPages.Told(form, SuggestionPages.ReplyTo)),
            (typed, status) => PageAsync(request, typed, status));

        Task<PageAnswer> AgainAsync(string field, string problem) => PageAsync(
            request, new Typed(Typed.New(), form.Fields(), field, problem),
            StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<PageAnswer> PageAsync(
        PageRequest request, Typed typed, int status = StatusCodes.Status200OK) =>
        await CorrectionPages.FindAsync(request) is { } found
            ? PageAnswer.Of<UntruthPage, UntruthModel>(
                new UntruthModel(found, typed), request.Texts.Voice.Untruth.Title, Section.Voice, status)
            : ErrorPages.NotFound(request.Frame);
}
