using System.Globalization;
using System.Text;
using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.People;
using CommunityGrains.Access.Rights;
using CommunityGrains.Notices;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityGrains.Web.Shell;

/// <summary>
/// Answers a request with a page: the handler reads, the component is rendered whole, and only then the first
/// byte leaves. So a failure half-way becomes an error page, never half a page.
/// </summary>
public sealed partial class PageServer(
    IOptions<WebOptions> options, RightsPolicy rights, Assets assets, ILoggerFactory loggers,
    ILogger<PageServer> log)
{
    // Nothing but our own files: nothing inline, no frame, no form to elsewhere. The empty icon is a data
    // address.
    private readonly string contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        + $"img-src 'self' data:{(options.Value.Tiles is { } tiles ? " " + tiles.Origin : "")}; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    /// <summary>Serves one request to whom the table of rights lets see the page of this
    /// <paramref name="pattern"/>.</summary>
    /// <param name="looksCloser">The handler asks about the place itself.</param>
    public async Task ServeAsync(
        HttpContext http, string pattern, PageHandler handler, bool looksCloser = false)
    {
        var frame = FrameOf(http);
        try
        {
            frame = frame with
            {
                SignedInAs = await LoginOfAsync(http), Unread = await UnreadByAsync(http),
            };
            var registry = http.RequestServices.GetRequiredService<IRegistry>();
            var request = new PageRequest(registry, frame, http.Request, http.RequestAborted);
            var answer = await InsteadAsync(request, pattern, looksCloser) ?? await handler(request);
            await AnswerAsync(http, frame, answer);
        }
        catch (InvalidCursorException)
        {
            await AnswerAsync(http, frame, ErrorPages.CursorInvalid(frame));
        }
        catch (UnusualVolumeException volume)
        {
            http.Response.Headers.RetryAfter =
                Math.Ceiling(volume.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await AnswerAsync(http, frame, ErrorPages.TooMany(frame, volume.RetryAfter));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone; there is nobody to answer.
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            // The route, not the address, and kind and place, not the text: what people search for or have
            // on record stays out of the log.
            LogPageFailed(http.GetEndpoint()?.DisplayName, error.GetType().FullName, error.StackTrace);
            await AnswerAsync(http, frame, ErrorPages.Failed(frame));
        }
    }

    // A page that is not for the viewer answers as one that does not exist.
    private async ValueTask<PageAnswer?> InsteadAsync(
        PageRequest request, string pattern, bool looksCloser)
    {
        var viewer = request.Http.HttpContext.Viewer();
        var verdict = looksCloser
            ? rights.DecideSomewhere(viewer, new What.Page(pattern), options.Value.Region)
            : rights.Decide(
                viewer, new What.Page(pattern),
                Place.AllOf(options.Value.Region) with { Subject = viewer.By });
        if (verdict == Verdict.Granted) return null;
        request.Http.HttpContext.TellDenied(pattern);
        if (verdict != Verdict.SignInFirst) return ErrorPages.NotFound(request.Frame);
        return HttpMethods.IsPost(request.Http.Method)
            ? await Forms.SignInFirstAsync(request)
            : new PageAnswer.GoTo(request.Frame.Links.SignIn);
    }

    private Frame FrameOf(HttpContext http)
    {
        var request = http.Request;
        var path = request.Path.Value ?? "/";
        var language = Languages.OfPath(path);
        var links = new Links(
            language, Languages.WithoutLanguage(path), request.QueryString.Value ?? "", assets);
        var words = new Words(language);
        return new Frame(words, links, options.Value.Region, zone)
        {
            Tiles = options.Value.Tiles,
            MapCredit = options.Value.MapCredit,
            MayExport = MayExport(http.Viewer()),
            Menu = Menu.ForEverybody(words),
            Work = http.Viewer().IsSignedIn ? Menu.ForWork(words, MayOpen) : [],
            MayOpen = MayOpen,
            Forms = http.RequestServices.GetService<FormTokens>() is { } tokens
                ? new FormSeal(http, tokens)
                : null,
        };

        bool MayOpen(string page) => rights.DecideSomewhere(
            http.Viewer(), new What.Page(page), options.Value.Region) == Verdict.Granted;
    }

    // Shown to its owner alone.
    private static async ValueTask<string?> LoginOfAsync(HttpContext http) =>
        http.Viewer().Account is { } account
            && http.RequestServices.GetService<AccountBook>() is { } accounts
                ? (await accounts.FindAsync(account, http.RequestAborted))?.Login
                : null;

    private static async ValueTask<int?> UnreadByAsync(HttpContext http) =>
        http.Viewer().Account is { } account && http.RequestServices.GetService<NoticeBook>() is { } notices
            ? await notices.UnreadAsync(account, http.RequestAborted)
            : null;

    private bool MayExport(Viewer viewer) => rights.Decide(
        viewer, new What.Operation("communities.export"), Place.AllOf(options.Value.Region))
        == Verdict.Granted;

    private async Task AnswerAsync(HttpContext http, Frame frame, PageAnswer answer)
    {
        switch (answer)
        {
            case PageAnswer.GoTo(var address):
                http.Response.Redirect(address);
                // Whatever the method was, the address is to be read: a form is not sent there again.
                if (HttpMethods.IsPost(http.Request.Method))
                    http.Response.StatusCode = StatusCodes.Status303SeeOther;
                break;
            case PageAnswer.File file:
                await WriteAsync(http, file);
                break;
            case PageAnswer.Data(var data):
                await data.AnswerAsync(http);
                break;
            case PageAnswer.Show show:
                var framed = frame with
                {
                    Title = show.Title, Section = show.Section, GoesOn = show.GoesOn,
                    SignedInAs = show.SignedInAs ?? frame.SignedInAs,
                };
                var html = await RenderAsync(http.RequestServices, framed, show);
                await WriteAsync(http, framed, show.Status, html);
                break;
            default:
                throw new InvalidOperationException($"{answer.GetType().Name} is no answer known here");
        }
    }

    private async Task<string> RenderAsync(IServiceProvider services, Frame frame, PageAnswer.Show show)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var document = await renderer.RenderComponentAsync<Document>(ParameterView.FromDictionary(
                new Dictionary<string, object?>
                {
                    [nameof(Document.Frame)] = frame,
                    [nameof(Document.Page)] = show.Component,
                    [nameof(Document.Model)] = show.Model,
                }));
            return document.ToHtmlString();
        });
    }

    // To be kept by whoever asked, and opened by nothing on its way.
    private static async Task WriteAsync(HttpContext http, PageAnswer.File file)
    {
        var response = http.Response;
        response.ContentType = file.ContentType;
        response.ContentLength = file.Bytes.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(file.Bytes, http.RequestAborted);
    }

    private async Task WriteAsync(HttpContext http, Frame frame, int status, string html)
    {
        var bytes = Encoding.UTF8.GetBytes(html);
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        response.Headers.ContentLanguage = frame.Words.Language.Tag();
        response.Headers.ContentSecurityPolicy = contentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "same-origin";
        // What is for one person, or holds the seal of his forms, is kept by nobody.
        response.Headers.CacheControl =
            http.Viewer().IsSignedIn || HttpMethods.IsPost(http.Request.Method)
            || response.Headers.SetCookie.Count > 0 || frame.IsPrivate
                ? "no-store"
                : "no-cache";
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    [LoggerMessage(1, LogLevel.Error, "A page could not be shown: {Route}: {Error}\n{Stack}")]
    private partial void LogPageFailed(string? route, string? error, string? stack);
}
