namespace Fadu.Store.Postgres;

/// <summary>Marks this assembly for tests that walk it.</summary>
public static class StorePostgresAssembly;
