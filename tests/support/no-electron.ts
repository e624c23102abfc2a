// Stands where `electron` would be imported in a test: the real package tries to download itself.
throw new Error('A test imported electron. Only the double may stand for it.');
