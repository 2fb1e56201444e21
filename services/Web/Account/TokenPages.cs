using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Account;

/// <summary>A token that was made, to be shown once.</summary>
public sealed record TokenMadeModel(string Text);

/// <summary>Making and revoking personal access tokens.</summary>
internal static class TokenPages
{
    public static readonly IReadOnlyList<int> Terms = [30, 90, 365];

    public static async Task<PageAnswer> MakeAsync(PageRequest request, Form form)
    {
        var name = form.Text("name");
        var words = request.Words().Problems;
        if (name is not { Length: <= AccessTokens.NameLengthMax })
            return await OwnPages.RefuseAsync(request, OwnPart.Tokens, words.NameUnfit, name);
        var days = form.Number("days") is { } said && Terms.Contains(said) ? said : Terms[0];
        // A token does not widen anything: a role that its owner does not have opens nothing.
        Role[] roles = KebabCase.Parse<Role>(form.Text("role") ?? "") is { } role ? [role] : [];
        var text = await request.Service<AccessTokens>().MakeAsync(
            request.Own(), name, region: null, roles, form.Flag("readOnly"), days, request.Cancel);
        return text is null
            ? await OwnPages.RefuseAsync(request, OwnPart.Tokens, words.TooMany, name)
            : PageAnswer.Of<TokenMadePage, TokenMadeModel>(
                new TokenMadeModel(text), request.Words().Tokens.MadeTitle, Section.Account);
    }

    public static async Task<PageAnswer> RevokeAsync(PageRequest request, Form form)
    {
        if (Guid.TryParse(form.Text("id"), out var id))
            await request.Service<AccessTokens>().RevokeAsync(request.Own(), id, request.Cancel);
        return new PageAnswer.GoTo(request.Frame.Links.Account("token-revoked"));
    }
}
