# Reaches what it was given: the store is there before it runs.
wget -q -O - "http://$STORE_HOST:$STORE_PORT/" && echo "migrated to $(cat /app/index.html)"
