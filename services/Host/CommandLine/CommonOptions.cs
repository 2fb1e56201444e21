using System.CommandLine;
using CommunityGrains.Access.People;
using CommunityGrains.EventLog;
using CommunityGrains.Host.Engines;
using CommunityGrains.Host.Stores;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Host.CommandLine;

/// <summary>The options that several commands share, described in the operator's language.</summary>
internal sealed class CommonOptions
{
    private readonly IEngineChoice? engine;

    public CommonOptions(Language language, IEngineChoice? engine = null)
    {
        this.engine = engine;
        Language = language;
        Data = new Option<string?>("--data")
        {
            Description = Say("Папка с данными (по умолчанию ./data)", "The data folder (./data by default)"),
            HelpName = "DIR",
            Recursive = true,
        };
        Store = MakeStore();
        Region = new Option<string>("--region")
        {
            Description = Say("Регион, который ведёт реестр", "The region that keeps the register"),
            HelpName = "RU-BA",
            DefaultValueFactory = _ => "RU-BA",
            Recursive = true,
        };
        Region.Validators.Add(result =>
        {
            var region = result.GetValueOrDefault<string>();
            if (!StreamId.TryParse($"{region}/region/{Guid.Empty}", out _))
                result.AddError(Say($"'{region}' — не регион вида RU-BA",
                    $"'{region}' is not a region such as RU-BA"));
        });
        Lang = new Option<string>("--lang")
        {
            Description = Say("Язык сообщений", "The language of messages"),
            DefaultValueFactory = _ => "ru",
            Recursive = true,
        };
        Lang.AcceptOnlyFromAmong("ru", "en");
        Urls = new Option<string>("--urls")
        {
            Description = Say(
                "Где отвечать; по умолчанию только эта машина",
                "Where to listen; this machine only by default"),
            HelpName = "URL",
            DefaultValueFactory = _ => HostOptions.DefaultUrls,
        };
        RoleNames = MakeRoleNames();
        MasterKeyCommand = new Option<string?>("--master-key-command")
        {
            Description = Say(
                "Команда, которая печатает главный ключ персональных данных (хранилище секретов); без неё — "
                + $"переменная {MasterKeyChoice.Variable} или файл {MasterKeyChoice.FileName}",
                "A command that prints the master key of personal data (a vault); without it, the variable "
                + $"{MasterKeyChoice.Variable} or the file {MasterKeyChoice.FileName}"),
            HelpName = "COMMAND",
            Recursive = true,
        };
        Edge = new EdgeOptions(this);
        Map = new MapOptions(this);
        Mail = new MailSettings(this);
    }

    /// <summary>The options of what serves.</summary>
    public EdgeOptions Edge { get; }

    /// <summary>The options of what shows pages.</summary>
    public MapOptions Map { get; }

    /// <summary>How what serves sends letters.</summary>
    public MailSettings Mail { get; }

    public Language Language { get; }

    public Option<string?> Data { get; }

    public Option<string?> Store { get; }

    public Option<string> Region { get; }

    public Option<string> Lang { get; }

    public Option<string> Urls { get; }

    public Option<string> RoleNames { get; }

    public Option<string?> MasterKeyCommand { get; }

    public string Say(string russian, string english) => Language == Language.English ? english : russian;

    /// <summary>The options of the engine that this program brings along.</summary>
    public void AddEngineTo(Command command) => engine?.AddTo(command, Say);

    // What was written is not repeated: it may hold a password.
    public string NoStore(string whence) => Say(
        $"{whence}: нужно sqlite:ФАЙЛ или \"Host=db.example.org;Database=centre;Username=centre\"",
        $"{whence} takes sqlite:FILE, or \"Host=db.example.org;Database=centre;Username=centre\"");

    /// <summary>What was chosen. Where the command does not know <c>--urls</c> and <c>--roles</c>, their
    /// defaults.</summary>
    public HostOptions Read(ParseResult result, string dataFolder = "data")
    {
        var folder = result.GetValue(Data) ?? dataFolder;
        var serves = result.CommandResult.Command.Options.Contains(Urls);
        var options = new HostOptions
        {
            Data = folder,
            Store = StoreOf(result, folder),
            Region = result.GetValue(Region)!,
            Language = Language,
            Urls = serves ? result.GetValue(Urls)! : HostOptions.DefaultUrls,
            Roles = serves ? RoleTable.Parse(result.GetValue(RoleNames)!)!.Value : Roles.All,
        };
        options = options with
        {
            MasterKey = new MasterKeyChoice(
                options.MasterKeyFile, MasterKeyText(), result.GetValue(MasterKeyCommand)),
        };
        if (serves && engine is not null) options = options with { Engine = engine.Read(result) };
        return serves ? Mail.Apply(Map.Apply(Edge.Apply(options, result), result), result) : options;
    }

    private static string? MasterKeyText() =>
        Environment.GetEnvironmentVariable(MasterKeyChoice.Variable) is { Length: > 0 } text ? text : null;

    private Option<string?> MakeStore()
    {
        var option = new Option<string?>("--store")
        {
            Description = Say(
                "Где хранить вместо папки: sqlite:ФАЙЛ или база PostgreSQL \"Host=…;Database=…;Username=…\"; "
                + $"без этой опции — переменная {StoreChoice.Variable}",
                "Where to keep it instead of the folder: sqlite:FILE, or a PostgreSQL database "
                + "\"Host=…;Database=…;Username=…\"; without this option, the variable "
                + StoreChoice.Variable),
            HelpName = "STORE",
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && StoreChoice.Parse(text) is null)
                result.AddError(NoStore("--store"));
        });
        return option;
    }

    private Option<string> MakeRoleNames()
    {
        var option = new Option<string>("--roles")
        {
            Description = Say(
                "Что делает эта программа: all или api,web,registry,timekeeper",
                "What this program does: all, or api,web,registry,timekeeper"),
            DefaultValueFactory = _ => "all",
        };
        option.Validators.Add(result =>
        {
            if (RoleTable.Parse(result.GetValueOrDefault<string>()) is null)
                result.AddError(Say("Роли: all или api,web,registry,timekeeper",
                    "Roles: all, or api,web,registry,timekeeper"));
        });
        return option;
    }

    private StoreChoice StoreOf(ParseResult result, string folder)
    {
        // The validator has read the option before.
        if (result.GetValue(Store) is { } chosen) return StoreChoice.Parse(chosen)!;
        var variable = Environment.GetEnvironmentVariable(StoreChoice.Variable);
        if (string.IsNullOrEmpty(variable))
            return new StoreChoice.File(Path.Combine(folder, HostOptions.FileName));
        return StoreChoice.Parse(variable) ?? throw new RefusedException(NoStore(StoreChoice.Variable));
    }
}
