using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.People;
using CommunityGrains.Api.Security;
using CommunityGrains.Host.Engines;
using CommunityGrains.Host.Stores;
using CommunityGrains.Notices.Letters;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Host;

/// <summary>What the operator chose on the command line. Nothing is read from settings files, and four
/// things from the environment: where the store is (<see cref="StoreChoice.Variable"/>), because a password
/// on a command line could be read by everybody on the machine, for the same reason the master key
/// (<see cref="MasterKeyChoice.Variable"/>) and the mail server's password, and where OpenTelemetry sends to
/// (OTEL_EXPORTER_OTLP_ENDPOINT and its kin). What the server listens to is not among them: an address that
/// is open to other machines cannot come in by a side door.</summary>
public sealed record HostOptions
{
    public const string DefaultUrls = "http://localhost:5080";

    /// <summary>The embedded database's file in the data folder.</summary>
    public const string FileName = "communitygrains.db";

    private readonly StoreChoice? store;
    private readonly MasterKeyChoice? masterKey;
    private readonly MailOptions? mail;

    /// <summary>The folder with everything the deployment keeps, unless another store is chosen.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Where the log and the views are kept: the embedded database in the data folder, when nothing
    /// else was chosen.</summary>
    public StoreChoice Store
    {
        get => store ?? new StoreChoice.File(DatabaseFile);
        init => store = value;
    }

    /// <summary>Where the master key of people's data comes from: a file in the data folder, when nothing
    /// else was chosen.</summary>
    public MasterKeyChoice MasterKey
    {
        get => masterKey ?? new MasterKeyChoice(MasterKeyFile);
        init => masterKey = value;
    }

    /// <summary>The file with the master key, whether or not it is used.</summary>
    public string MasterKeyFile => Path.Combine(Path.GetFullPath(Data), MasterKeyChoice.FileName);

    /// <summary>The file beside the master key that says who was erased.</summary>
    public string ErasureJournal =>
        Path.Combine(Path.GetDirectoryName(MasterKeyFile)!, Access.People.ErasureJournal.FileName);

    /// <summary>Where it listens, separated by semicolons.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <summary>The region meant where none is named.</summary>
    public string Region { get; init; } = "RU-BA";

    public Language Language { get; init; } = Language.Russian;

    public Roles Roles { get; init; } = Roles.All;

    /// <summary>Who decides; this process itself, when nothing else was chosen.</summary>
    public OpenEngine Engine { get; init; } = LocalEngine.OpenAsync;

    /// <summary>The clock; another one only in tests.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How many people's data an account may be shown.</summary>
    public ReadingLimits ReadingLimits { get; init; } = new();

    /// <summary>The proxies whose word is taken for whose request they pass on; nobody's without
    /// them.</summary>
    public IReadOnlyList<System.Net.IPNetwork> Proxies { get; init; } = [];

    /// <summary>The names that it answers to besides those of its own machine; when none are said, and it is
    /// open to others, to any.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whose tokens are taken besides the program's own; nobody's without it.</summary>
    public ExternalIssuer? Issuer { get; init; }

    /// <summary>The pictures under the map; none without them.</summary>
    public Web.MapTiles? Tiles { get; init; }

    /// <summary>Whose the map's pictures and boundaries are.</summary>
    public string? MapCredit { get; init; }

    /// <summary>How letters leave: as files in the data folder, when no server was said.</summary>
    public MailOptions Mail
    {
        get => mail ?? new MailOptions(
            Path.Combine(Path.GetFullPath(Data), "letters"), "communitygrains@localhost.localdomain");
        init => mail = value;
    }

    /// <summary>How much is answered to one asker.</summary>
    public RateOptions Rates { get; init; } = new();

    public string DatabaseFile => Path.Combine(Data, FileName);
}
