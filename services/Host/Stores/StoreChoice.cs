using CommunityGrains.PostgreSql;

namespace CommunityGrains.Host.Stores;

/// <summary>Where a deployment is kept, as the operator chose it: a file of the embedded database, or a
/// database on a PostgreSQL server. Written as text it is a place, never an account or a password.</summary>
public abstract record StoreChoice
{
    /// <summary>The environment's variable; <c>--store</c> goes before it.</summary>
    public const string Variable = "COMMUNITYGRAINS_STORE";

    private const string FilePrefix = "sqlite:";

    private StoreChoice() { }

    /// <summary>What tells this place from another one, for people.</summary>
    public abstract string Place { get; }

    /// <summary>Reads "sqlite:PATH" or "Host=…;Database=…;Username=…"; null when it is neither.</summary>
    public static StoreChoice? Parse(string text)
    {
        if (text.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase))
            return text.Length > FilePrefix.Length ? new File(text[FilePrefix.Length..]) : null;
        try
        {
            return new Server(text);
        }
        catch (ArgumentException)
        {
            return null; // its message is the caller's to give, in the operator's language
        }
    }

    /// <summary>Whether it spells out a password. On a command line everybody on the machine could read
    /// it.</summary>
    public static bool HasPassword(string text) =>
        text.Split(';').Select(part => part.Split('=')[0].Trim()).Any(
            key => key.Equals("Password", StringComparison.OrdinalIgnoreCase)
                || key.Equals("PSW", StringComparison.OrdinalIgnoreCase)
                || key.Equals("PWD", StringComparison.OrdinalIgnoreCase));

    public sealed override string ToString() => Place;

    /// <summary>A file on a local disk.</summary>
    public sealed record File : StoreChoice
    {
        public File(string path) => FullPath = Path.GetFullPath(path);

        public string FullPath { get; }

        public override string Place => FullPath;
    }

    /// <summary>A database on a server. What it is reached with stays inside.</summary>
    public sealed record Server : StoreChoice
    {
        private readonly string connection;

        /// <exception cref="ArgumentException">It is no connection string, or names no host or database. The
        /// message does not repeat it.</exception>
        public Server(string connection)
        {
            this.connection = connection;
            // Only reads the text: nothing is connected before it is asked for, so nothing needs to be
            // closed.
            Place = Open().Place;
            if (Place.StartsWith(':') || Place.EndsWith('/'))
                throw new ArgumentException("the store names no host or no database", nameof(connection));
        }

        public override string Place { get; }

        public PostgresDatabase Open() => new(connection);
    }
}
