using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CommunityGrains.Web.Specs.Browser.Chromium))]

namespace CommunityGrains.Web.Specs.Browser;

/// <summary>One browser for all specifications: the system's own chromium, which downloads nothing. Its
/// headless shell is the same engine without a whole browser's windows, and half the work; where it is
/// missing, the whole browser is taken. Another place can be given in <c>CHROMIUM</c>.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The function in every page that loads axe-core into it. Where nobody calls it, its body
    /// is not even compiled.</summary>
    public const string LoadAxe = "loadAxeForSpecifications";

    private static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    // axe-core, as the build fetched it by the lock file.
    private readonly string axe = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    /// <summary>Where pictures of the pages are kept: beside the test, as its output.</summary>
    public string Screenshots { get; } =
        Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    public async ValueTask InitializeAsync()
    {
        var given = Environment.GetEnvironmentVariable("CHROMIUM");
        string[] places = given is null ? Places : [given];
        var path = places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(
            $"The browser specifications need chromium at {string.Join(" or ", places)}; install it, "
            + "or name another place in CHROMIUM.");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Switches });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A fresh page, as on a device of this width in CSS pixels.</summary>
    public Task<IPage> OpenAsync(
        Site site, string address, int width = 1280, ColorScheme scheme = ColorScheme.Light,
        int height = 900) => OpenAsync(site.Address, address, width, scheme, height);

    /// <inheritdoc cref="OpenAsync(Site, string, int, ColorScheme, int)"/>
    public async Task<IPage> OpenAsync(
        Uri site, string address, int width = 1280, ColorScheme scheme = ColorScheme.Light, int height = 900)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "ru-RU",
        });
        context.SetDefaultTimeout(30_000);
        await context.AddInitScriptAsync($"window.{LoadAxe} = function () {{ {axe} }}");
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }
}
