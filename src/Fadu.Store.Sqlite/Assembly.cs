namespace Fadu.Store.Sqlite;

/// <summary>Marks this assembly for tests that walk it.</summary>
public static class StoreSqliteAssembly;
