using CommunityGrains.Access;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Views;
using CommunityGrains.Registry.Views.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Host.Stores;

/// <summary>A deployment in one file of the embedded database.</summary>
public sealed class SqliteStore : IStore
{
    private readonly SqliteDatabase database;
    private readonly SqliteEventLog log;
    private readonly SqliteLogArchive archive;
    private readonly SqliteMoments moments;

    private SqliteStore(
        SqliteDatabase database, SqliteEventLog log, SqliteAccessDatabase access, TimeProvider clock)
    {
        Access = access;
        this.database = database;
        this.log = log;
        archive = new SqliteLogArchive(database);
        Snapshots = new SqliteSnapshots(database);
        Checkpoints = new SqliteCheckpoints(database);
        RegistryViews = new SqliteRegistryViews(database);
        moments = new SqliteMoments(database);
        Regions = new SqliteRegionList(database);
        Views = new FileViewOwner(Beside(database.FilePath, "views.lock"), clock);
    }

    public string Place => database.FilePath;

    public IEventLog Log => log;

    public ILogArchive Archive => archive;

    public ISnapshots Snapshots { get; }

    public IRegionList Regions { get; }

    public AccessDatabase Access { get; }

    public ICheckpoints Checkpoints { get; }

    public IRegistryViews RegistryViews { get; }

    public IViewOwner Views { get; }

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="UnusableDatabaseException">The file is not ours, or not for this version.</exception>
    public static async ValueTask<SqliteStore> OpenAsync(string path, TimeProvider clock)
    {
        var opened = new SqliteDatabase(path);
        SqliteEventLog? openedLog = null;
        try
        {
            openedLog = new SqliteEventLog(opened, clock);
            var access = new SqliteAccessDatabase(Beside(opened.FilePath, "access.db"));
            return new SqliteStore(opened, openedLog, access, clock);
        }
        catch
        {
            if (openedLog is not null) await openedLog.DisposeAsync();
            opened.Dispose();
            throw;
        }
    }

    public ViewRegistry RegistryOver(ProjectionRunner follower) => new ViewRegistry(moments, log, follower);

    public IExistingRecords RecordsOver(IRegistry registry) =>
        new ViewRecords(moments, log, registry, archive);

    public ValueTask DisposeAsync() => Shutdown.AllAsync(
        RegistryViews.DisposeAsync,
        Views.DisposeAsync,
        log.DisposeAsync,
        Access.DisposeAsync,
        () => { archive.Dispose(); return default; },
        () => { database.Dispose(); return default; });

    /// <summary>A file that belongs to a database file. One in its own folder is the usual case; of a second
    /// one there everything has a name of its own.</summary>
    private static string Beside(string file, string name) => Path.Combine(
        Path.GetDirectoryName(file)!,
        Path.GetFileName(file) == HostOptions.FileName ? name : $"{Path.GetFileName(file)}.{name}");
}
