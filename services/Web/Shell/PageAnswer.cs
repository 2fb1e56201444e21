using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Shell;

/// <summary>The sections of the site, for the menu's mark.</summary>
public enum Section
{
    None,
    Home,
    Communities,
    Map,
    Initiatives,
    Leaders,
    Municipalities,

    /// <summary>What the viewer has to do today.</summary>
    Today,
    Moderation,
    Duplicates,
    Imports,

    /// <summary>People's data.</summary>
    People,

    /// <summary>Who has an account, and what he may.</summary>
    Accounts,
    Notices,

    /// <summary>What residents say without an account.</summary>
    Voice,

    /// <summary>Signing in, and one's own account.</summary>
    Account,
}

/// <summary>What a page's handler answers: a page, a file, or another address to go to.</summary>
public abstract record PageAnswer
{
    /// <summary>A page: its component, what it shows, and what the frame around it needs.</summary>
    public sealed record Show(Type Component, object Model, string Title, Section Section, int Status)
        : PageAnswer
    {
        /// <summary>Who has signed in by this very request.</summary>
        public string? SignedInAs { get; init; }

        /// <summary>Whether something on it goes on by itself: without a script the page asks for itself
        /// again.</summary>
        public bool GoesOn { get; init; }
    }

    public sealed record GoTo(string Address) : PageAnswer;

    /// <summary>A file to keep. <c>Name</c>: of letters that a header may hold as they are.</summary>
    public sealed record File(string Name, string ContentType, byte[] Bytes) : PageAnswer;

    /// <summary>What a script of a page asks for.</summary>
    public sealed record Data(DataFile Content) : PageAnswer;

    public static PageAnswer Of<TPage, TModel>(
        TModel model, string title, Section section = Section.None, int status = StatusCodes.Status200OK)
        where TPage : PageComponent<TModel>
        where TModel : notnull => new Show(typeof(TPage), model, title, section, status);

    private PageAnswer() { }
}

/// <summary>A page: a pure function of its model and the frame. It asks nothing and waits for nothing; what
/// it shows was read before by the handler of its feature.</summary>
public abstract class PageComponent<TModel> : FramedComponent
{
    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;
}

/// <summary>A part of a page; knows the language and the addresses.</summary>
public abstract class FramedComponent : ComponentBase
{
    [CascadingParameter]
    public Frame Frame { get; set; } = null!;

    protected Wording.Words Words => Frame.Words;

    protected Wording.Texts Texts => Frame.Words.Texts;

    protected Links Links => Frame.Links;
}
