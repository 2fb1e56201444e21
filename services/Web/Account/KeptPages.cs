using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Account;

public sealed record KeptModel(KeptForm Kept);

/// <summary>The way of a kept form: past signing in, and back to its author.</summary>
internal static class KeptPages
{
    /// <summary>Signing in, with the form carried along.</summary>
    public static PageAnswer SignIn(PageRequest request, KeptForm kept) =>
        PageAnswer.Of<SignInPage, SignInModel>(
            new SignInModel(null, null, Done: request.Words().Kept.SignIn, Kept: kept.Write()),
            request.Words().SignIn.Title, Section.Account, StatusCodes.Status401Unauthorized);

    /// <summary>The form as it was, for its author to send again.</summary>
    public static PageAnswer AskAgain(PageRequest request, KeptForm kept, string? signedInAs = null) =>
        new PageAnswer.Show(
            typeof(KeptPage), new KeptModel(kept), request.Words().Kept.Title, Section.Account,
            signedInAs is null ? StatusCodes.Status409Conflict : StatusCodes.Status200OK)
        {
            SignedInAs = signedInAs,
        };
}
